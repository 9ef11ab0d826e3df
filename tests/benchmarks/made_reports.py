"""Reports made by the thousand: ``python tests/benchmarks/made_reports.py FOLDER COUNT``.

They are alike in what they say and differ in place, year and numbers; the same number makes the same report.
"""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

PROVINCES = ("江东省", "岭西省", "河湾省")
NAMES = tuple(first + second for first in "青林云平南安清长新宁" for second in "山海溪河州阳川城源陵")
FIRST_YEAR, YEARS = 2015, 10
BODY = """{title}
{year}年,{place}科技局紧扣高质量发展主题,坚持创新驱动,各项工作稳步推进。现将有关情况报告如下:
一、{year}年重点工作完成情况
(一)培育创新主体
全年新认定高新技术企业{a}家,有效期内高新技术企业达到{b}家,增长{c}.5%。科技型中小企业入库{d}家,完成市定任务{e}家的{f}%。
培育省科技小巨人企业{g}家,组织申报国家高新技术企业{h}家。举办高企培训班{g}期,培训企业{d}余家次。
(二)加大研发投入
全社会研发经费支出{i}.{g}亿元,占地区生产总值的{j}.{k}%,比上年提高0.{g}个百分点。规上工业企业研发费用{l}.{k}亿元,同比增长{c}.{g}%。
高新技术产业增加值{m}.{k}亿元,同比增长{j}.{g}%,占规上工业增加值的{f}.{k}%,居全市第{g}位。
(三)建设创新平台
新增省级企业研发机构{g}家、市级企业研发中心{k}家,引进新型研发机构{j}家。科技企业孵化器新增孵化面积{l}00平方米,在孵企业{h}家。
(四)推动成果转化
登记技术合同{d}项,成交额{i}.{k}亿元,其中技术开发合同成交额{j}.{g}亿元。专利授权量{m}0件,其中发明专利{h}件。获省科学技术进步奖{j}项。
(五)服务乡村振兴
选派科技特派员{h}名,建立示范基地{k}个,推广新品种{g}个,带动农户{m}多户,户均增收{m}0元左右。
(六)优化创新环境
兑现科技奖补资金{m}万元,惠及企业{h}家。“科技贷”发放贷款{j}.{k}亿元。举办科技活动周等活动{k}场次,发放资料{m}0份。
二、存在的问题
一是高层次人才总量偏少。二是企业创新动力不强,仍有{f}%的规上工业企业没有研发活动。
三、{next}年工作计划
新增高新技术企业{h}家以上,全社会研发经费支出占地区生产总值比重达到{j}.{k}%以上,高新技术产业增加值增长{c}%以上。
技术合同成交额突破{l}亿元,选派科技特派员{d}名,培育省科技小巨人企业{g}—{k}家。
"""


def made_report(number: int) -> str:
    """Return the report with a number: place by place, the years of each in a row."""
    place, year = divmod(number, YEARS)
    year += FIRST_YEAR
    random = Random(number)  # noqa: S311 (the same reports every time)
    city, county = NAMES[place % len(NAMES)], NAMES[place // len(NAMES) % len(NAMES)]
    name = f"{PROVINCES[place % len(PROVINCES)]}{city}市{county}县"
    small = {key: random.randint(2, 9) for key in "gjk"}
    large = {key: random.randint(12, 99) for key in "acefhil"}
    huge = {key: random.randint(100, 999) for key in "bdm"}
    title = f"{name}科技局{year}年工作总结和{year + 1}年工作计划"
    return BODY.format(title=title, place=name, year=year, next=year + 1, **small, **large, **huge)


def write_reports(folder: Path, count: int) -> list[Path]:
    """Write the reports 0 to ``count`` - 1 and return their files."""
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"{number:05}.txt" for number in range(count)]
    for number, file in enumerate(files):
        file.write_text(made_report(number), encoding="utf-8")
    return files


if __name__ == "__main__":
    write_reports(Path(sys.argv[1]), int(sys.argv[2]))
