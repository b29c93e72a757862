-- 市场监督管理局 经营主体登记系统: English abbreviations, a key of 36 characters.
create table e_baseinfo (
  pripid      varchar(36) primary key default gen_random_uuid()::text,
  uniscid     varchar(40),
  entname     varchar(200),
  enttype     varchar(4) default '1130',
  lerep       varchar(100),
  cerno       varchar(40),
  regcap      numeric(18,2),
  estdate     varchar(20) default to_char(now() at time zone 'Asia/Shanghai', 'YYYY-MM-DD'),
  apprtime    timestamp default (now() at time zone 'Asia/Shanghai'),
  dom         varchar(200),
  domdistrict varchar(12),
  opscope     text,
  regstate    char(1) default '1'
);
comment on table e_baseinfo is '经营主体基本信息';
create index i_baseinfo_uniscid on e_baseinfo (uniscid);
