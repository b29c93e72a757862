-- 公安局 人口信息系统: pinyin initials, text dates, one-letter flags. Row numbers of its own: a person may stand here twice.
create table t_rkxx (
  bh    varchar(20) primary key,
  xm    varchar(100),
  sfzh  varchar(40),
  xb    varchar(10),
  csrq  varchar(20),
  mz    varchar(20),
  xzqh  varchar(12),
  zz    varchar(200),
  lxdh  varchar(40),
  zt    char(1) default '0',
  djsj  timestamp default localtimestamp
);
comment on table t_rkxx is '人口信息';
create index i_rkxx_sfzh on t_rkxx (sfzh);

create table t_hkb (
  hh    varchar(12),
  xh    smallint,
  sfzh  varchar(40),
  xm    varchar(100),
  yhzgx varchar(20),
  zz    varchar(200),
  xzqh  varchar(12),
  djrq  varchar(20),
  primary key (hh, xh)
);
comment on table t_hkb is '户口簿';
