#!/bin/sh
# What happened since everything agreed. Run it in this folder.
set -e
# A customer moved; the portal told the CRM and the ERP, and not the warehouse.
sed -i 's/Obere Str. 57,12209,Berlin/Neue Str. 12,12305,Berlin/' data/crm/customers.csv data/erp/customers.csv
# Somebody corrected a phone number by hand, in a system that does not own it.
sed -i 's/+4962108460/+4962108465/' data/erp/customers.csv
# A new customer.
echo 'C-10005,Königlich Essen,Maubelstr. 90,14776,Brandenburg,Germany,+49555009876,' >> data/crm/customers.csv
# A new bank account arrived in the ERP.
sed -i 's/AT611904300234573201/AT483200000012345864/' data/erp/customers.csv
