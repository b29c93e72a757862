-- 人力资源和社会保障局 金保系统: the insurance's indicator numbers for names, as its systems have them.
create table ac02 (
  aac001 bigint primary key,
  aac002 varchar(40),
  aac003 varchar(100),
  aab003 varchar(40),
  aae201 integer,
  aae003 varchar(20),
  aac031 char(1) default '1'
);
comment on table ac02 is '个人参保信息';
