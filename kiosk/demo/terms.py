"""The demo gym's membership terms."""

TERMS_SV = """1. Medlemskapet är personligt. Kortet får inte lånas ut och ska visas upp på begäran.
2. Autogiro dras månadsvis i förskott den dag som anges i medgivandet. Första dragningen sker tidigast sex bankdagar \
efter att medgivandet har skickats till banken.
3. Under bindningstiden kan abonnemanget inte avslutas i förtid. Därefter är uppsägningstiden en månad. \
Uppsägning kan göras i receptionen, på webben eller via e-post, utan blankett.
4. Kontantbetalda abonnemang löper ut av sig själva.
5. Abonnemanget kan frysas enligt gymmets regler. Frysta dagar läggs till efteråt.
6. Priser kan ändras med två månaders varsel.
7. Medlemmar under 18 år behöver vårdnadshavares samtycke.
8. Personuppgifter behandlas för att fullgöra avtalet. Fotot raderas 30 dagar efter att medlemskapet har upphört.
9. Den som tränar ansvarar för att hälsotillståndet tillåter det. Skadad eller trasig utrustning anmäls till personalen.
10. Tvist prövas av Allmänna reklamationsnämnden eller allmän domstol.
"""

TERMS_EN = """1. Membership is personal. The card may not be lent and is shown on request.
2. Direct debit is drawn monthly in advance on the day stated in the mandate. The first draw is made no earlier than \
six bank days after the mandate has been sent to the bank.
3. During the commitment period the subscription can't be ended early. After it, the notice period is one month. \
Notice can be given at the front desk, on the web or by e-mail, without a form.
4. Prepaid subscriptions end by themselves.
5. The subscription can be frozen according to the gym's rules. Frozen days are added afterwards.
6. Prices may be changed with two months' notice.
7. Members under 18 need the consent of a guardian.
8. Personal data is processed to fulfil the agreement. The photo is erased 30 days after membership has ended.
9. Whoever trains answers for being fit to do so. Damaged equipment is reported to the staff.
10. Disputes are tried by the National Board for Consumer Disputes or a general court.
"""
