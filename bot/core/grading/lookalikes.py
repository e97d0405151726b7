"""English words that look like a typing slip of a word in the bank, but are none.

Stems, made by `python -m tests.lookalikes` from a list of English words.
"""

LOOKALIKES = frozenset(
    """
    abler abound abscess absolutest abstent accent accost adaptor addict admit advis advisor
    advoc afflict aglow aground aid alin allay allot alloy altar ambl ampl ampli analyst analyt
    annex annoy annual appeal appear appeas appendix apter arbitr arbitrarili aria armament
    aromat artific ascend ass assent assert assess assist assur aton attain attend attract
    auction audio autocrat autom axiomat babbl backbon backhand backlash baker bale balk ballet
    bank barer barg bariton bark baser basic basil basin bask bast batter bay beach beak beast
    beater becam bedsid beech began begun belch bereav beset bet bettor bias bike bitter blanch
    bland blare bleak bleat blest blind bloc blot blown blu bluer boat bode bond boney bonus boo
    boost booth booti bore botch bought bow boxer brake brash breach bread breast breath breed
    breez brick bride bridl brine brini brink brisk broke brook broth brother browner brows
    brunch buck bulk bull bulli bunch bungl burbl burrow buse butter bypast calam calk calm
    camel cameo candi capacitor captain carnat cartilag cartridg carv cash cast catchi cede
    census chair chant chaplain charg chargeabl chase cheapen cheat cheek cheep chick choicer
    choosey choosi chord chore chow chuck citat claim clam clan clang clap clasp classi claus
    claw cleat closer closet cloudi clout clove clover clown clutter coach cod coffin coke
    collect colli coloni color coma comb combat comeli comest comet commando commend commonest
    commune commut compet competit complaint completest complex compliant compost compris
    conceit concept concert concerti concerto concess concis concoct concur conduct cone confect
    confess confid confin conform congest congress conjur connector connot consent consign
    conson constanc constrain constraint constrict constru consult contagion contend contest
    continuum contractor contradict contrari contrit contriv convect convict convinc convuls coo
    cop cope copier corrector counteract counti court cove covert covet cow cower coyer crane
    crass crater crave craze creas creativ cremat croni croon crop crow crown crush cull cur
    currant curri curtain curter cuter dabbl dairi daisi dalli dare dawdl dazzl dearth debut
    decad decay deceas decept decim decod decor deduct deep defec defect defend defer defi defil
    deflat deflect deject deleg delic deliveri delus demon demot dent depict deplet depreci
    depriv depth derail derid descend design despatch despond destitut detain detent deter
    detest deton deviat devot dice diet difficulti dike dilat dilut dime dine director direst
    discord discours discov discus distanc distract distress distributor district ditti diver
    divest divin docil dock doili donor downi doze draft drag drape drawl drawn dread dri drier
    drili drink drivel driven drone droop drove drown dude dumpi dupe eas eater ebb educ eject
    elabor elect electrician ember emergent emit emuls enact enjoy ensur entic equat equit erect
    escapad etern evermor exalt excav excerpt excess excis excit executor exempt exert exil
    expans expend expert expir explod explor explos export express extens exult falter fasten
    father fatten fattest fattier feast feel fellow fend fester fete fetter feud fever fiction
    fiend filet filler filli film finer finess fitter flail flap flash flat flatter fleet flesh
    fli flighti flirt flit flock flog flood floor flop floss flour flout fodder foil fold folli
    fonder forbad forearm foretel forewarn forg forger forgo formal forum foster fount fox frail
    freed freer freezer frequenc friction friez fright frond frost froze furnish gavel general
    gent gentri giant gibe glue goner goodi gore grade graft grand grape grate grave graze greed
    greet gripe grope growl grunt guess hale halo halter halv handier hardi hardier hare hast
    hasten hat hate haven headi headier healer heap hear heard hearten hearth heartless heat
    heater heath heav heed heel hello herd hippi hither hoard hoarder hoist hoot hors hose huger
    hundredth idler immov impart impend impot incant incens incit inclin inclos indel indent
    indict indivis infect infer inferior infirm inflat influenza influx inher initial insect
    instil instinct instructor insul insur intens inter interced intercom interest interject
    interment intern internat intersect interval interven intim intric invent inventor investor
    invinc iter joint jumpi keel keen kennel knack knob knot lager lamer lamest lane lapel laser
    latent latex lather lawyer laxer laxest leader leaki leapt leas leash lefter lessen leve
    lever libel librarian licenc lick lifeless lift lighten liken liker lilt lime linen liner
    linger linker lisp liter litter littler liveli liven liver livid locker locket lodger loft
    logger loos loot lope loser lotus lous love lover loyal luck lunch lust machet machineri
    machinist maker man mang manger mangi mangiest mango manifesto manliest mantl march mass
    massag masteri mat materialist matern matt meal meat medal meddl median mental menus merger
    merri mike mime mine mingl minuet mire mist mistaken misus mixer moan modal moist moldi moo
    mop mope motel mound mover movi mow muddl mulch multipli munch muss muster musti mutter
    mutual naiv nake namesak necess necessarili needi needl negat neighbor net neural niceti
    notabl notch novic numb nut oas occur odder older omen operat opportunist ordinarili otter
    ounc ouster outcast outlaw outlin outrag oven overbear overbor overcom overdon overdos overh
    overhand overhear overheard overheat overload overpr overpric overr overrul oversea overt
    overtim overton packer pact painless paint palac pall parabl parch parentag park pars parson
    parti passabl passer passport paste pastur patchi patent patter peac peas peck pen percuss
    perimet perk peroxid persona petit phrase pickax picket picki pill pint pitch plaic plaid
    planet plank plant plate plea pleat plod plum plung plush pocket pointer poker pole polic
    polish politest poll pond poop postur potion powder precious presenc presid presto preview
    prick primat princess princip prism probabl processor profess profil profit prom promis
    prone prop propel prose prospect prosper protest proud provok prow prowess prude puck pulley
    pulp puls punish purs pushi quack quest queu quicken quiet quilt quirk rabbit racer ralli
    ranch ranger ransom rasher reactiv readabl readier readiest realer realiz realm realti
    reaper rebuilt recant receipt recept recess recit reclin recollect recompens recours
    recoveri recur recurr redder redid reelect refere reflect refug refut regain regal regent
    registrar rehears reindeer reinstat rejoind relay relent relianc reliev reliv reloc remaind
    remak render renounc repaid repay repent replay repos reprint reprov rescind resent resound
    restless restraint retail retard retch retort retract retreat reveal revel reveng rever
    reveri revil revis revok revolut revolv rewrot rifer rile roach robot roomi roost rooter
    roster rot roug rous routin rowdi ruder ruin ruler rumor rune rung runnier runt ruse saber
    sade sage sager sale sallow salv sampl sand saner saver saw scab scald scali scaliest scalp
    scant scanter scar scare scarf scath scent schemer scoop scoot score scorn scour scrap
    scratchi scuff seam sear seat sect seedi seeth seiz servil settl sew sex shack shade shadowi
    shaft shaki shall shallow shame shameless shape shark sharp shave shear sheep sheer shelf
    shifti shimmer shin shingl shire shirt shock shone shoo shook shoon shop shore shorn shout
    showdown shower showi shown shred shrimp shuck shun shunt sicker sidl simil simmer simpler
    simplex sing sire sizer skate sketch skill skimp skin skirt slack slake slant slap slate
    slave slay sleek sleepi sleet slick slicker slide slime slimi slimier slop slosh slummer
    slunk slush smack smallish smart smartest smash smell smelliest smite smock smoker smoki
    smooth smote smut snack snake snap snare snarl sneak sneer snicker snide snif snip snitch
    snoop snore snort snout snuck snuff snuffer soak soar soften sooth sop sore sound spacial
    spade spank spanner spar sparer spark spars spat spate spay spear speck spelt spend spent
    spew spi spill spilt spine spire spite splash splat splint spoke spore sport spout spray
    spreed spunk spurn spurt stab stablest staf staff stag staid stain stake staler stalk stall
    stammer stanch stank stapl star starch stare stark starlight starter startl starv stateliest
    stater statesmen statu stave steak steal steep sterl stickier stickler stiff stiffer
    stillest stimul sting stink stint stipul stir stitch stock stocki stoke stole stomp stoney
    stoni stoop stopper storey stori stork storm stout stove stow straggler straighten
    straighter strainer strand strangest strangl strap strateg stratifi straw stride stringi
    stringier stripe stripper stript stroller strongest struck strung stud stuffi stump stun
    stunk stunt sublet suction sunset superb suppl supplier surer surmis survivor suspicion
    swagger swamp swat sway sweep swell swellest swerv swift swill swoop swore tablet tackl tail
    taker tale tame tank taper temper tempi tempo tempor temporarili tempt tenet terminus termit
    theme thinker thong thorough though thousandth thrash throb thrust tick tide tidiest tiger
    tile timber timer ting tinni tinniest tire toil toll tome toot torch touchi tough track
    tract trade train tramp trampl tranc transcend transform transit trashi trawl trebl treed
    tri trial trifl trill tripl troll trough truce truest trusti tuck tug unavoid undergo
    underlain underlin undertook unfit unison uniti univers unload unmask unnecessarili unnerv
    unpack unread unseat unti untrain upset usher vagu valiant valuabl valv varianc varnish vat
    vender vent verit vers vest veto vilifi visual waft wail waist waiv walk wallet wand wane
    war ward warp wart washer watt waver weaken weari weaver weigh weighti weirdo whale whatsoev
    wheat whine white widow width windi wine wing wink wiper witch wolf wood wordi worm worsen
    worst wrapper wrapt wreak wright wring writ writer writh wrung
    """.split()
)
