#include "report/references.hpp"

#include <array>

namespace quaestor::report {
namespace {

constexpr std::array all{
    Reference{"Abramowitz & Stegun (1964)",
              "Abramowitz, M., & Stegun, I. A. (Eds.) (1964). Handbook of mathematical functions. "
              "National Bureau of Standards."},
    Reference{"Barnhart, Haber & Song (2002)",
              "Barnhart, H. X., Haber, M., & Song, J. (2002). Overall concordance correlation coefficient"
              " for evaluating agreement among multiple observers. Biometrics, 58, 1020-1027."},
    Reference{"Bartlett (1933)",
              "Bartlett, M. S. (1933). On the theory of statistical regression. Proceedings of the Royal "
              "Society of Edinburgh, 53, 260-283."},
    Reference{"Bartlett (1951)",
              "Bartlett, M. S. (1951). The effect of standardization on a chi-square approximation in "
              "factor analysis. Biometrika, 38, 337-344."},
    Reference{"Barzilai & Borwein (1988)",
              "Barzilai, J., & Borwein, J. M. (1988). Two-point step size gradient methods. IMA Journal "
              "of Numerical Analysis, 8, 141-148."},
    Reference{"Bentler & Woodward (1980)",
              "Bentler, P. M., & Woodward, J. A. (1980). Inequalities among lower bounds to reliability: "
              "With applications to test construction and factor analysis. Psychometrika, 45, 249-267."},
    Reference{"Berge & Socan (2004)",
              "Berge, J. M. F. ten, & Sočan, G. (2004). The greatest lower bound to the reliability of a "
              "test and the hypothesis of unidimensionality. Psychometrika, 69, 613-625."},
    Reference{"Berge, Snijders & Zegers (1981)",
              "Berge, J. M. F. ten, Snijders, T. A. B., & Zegers, F. E. (1981). Computational aspects of "
              "the greatest lower bound to the reliability and constrained minimum trace factor analysis."
              " Psychometrika, 46, 201-213."},
    Reference{"Bernaards & Jennrich (2005)",
              "Bernaards, C. A., & Jennrich, R. I. (2005). Gradient projection algorithms and software "
              "for arbitrary rotation criteria in factor analysis. Educational and Psychological "
              "Measurement, 65, 676-696."},
    Reference{"Bland & Altman (1986)",
              "Bland, J. M., & Altman, D. G. (1986). Statistical methods for assessing agreement between "
              "two methods of clinical measurement. Lancet, 327, 307-310."},
    Reference{"Bland & Altman (1999)",
              "Bland, J. M., & Altman, D. G. (1999). Measuring agreement in method comparison studies. "
              "Statistical Methods in Medical Research, 8, 135-160."},
    Reference{"Bonett & Wright (2000)",
              "Bonett, D. G., & Wright, T. A. (2000). Sample size requirements for estimating Pearson, "
              "Kendall and Spearman correlations. Psychometrika, 65, 23-28."},
    Reference{"Boyd & Vandenberghe (2004)",
              "Boyd, S., & Vandenberghe, L. (2004). Convex optimization. Cambridge University Press."},
    Reference{"Brennan & Prediger (1981)",
              "Brennan, R. L., & Prediger, D. J. (1981). Coefficient kappa: Some uses, misuses, and "
              "alternatives. Educational and Psychological Measurement, 41, 687-699."},
    Reference{"Brown & Benedetti (1977)",
              "Brown, M. B., & Benedetti, J. K. (1977). Sampling behavior of tests for correlation in "
              "two-way contingency tables. Journal of the American Statistical Association, 72, 309-315."},
    Reference{"Brown (1910)",
              "Brown, W. (1910). Some experimental results in the correlation of mental abilities. "
              "British Journal of Psychology, 3, 296-322."},
    Reference{"Campbell & Fiske (1959)",
              "Campbell, D. T., & Fiske, D. W. (1959). Convergent and discriminant validation by the "
              "multitrait-multimethod matrix. Psychological Bulletin, 56, 81-105."},
    Reference{"Charter & Feldt (1996)",
              "Charter, R. A., & Feldt, L. S. (1996). Testing the equality of two alpha coefficients. "
              "Perceptual and Motor Skills, 82, 763-768."},
    Reference{"Cicchetti & Allison (1971)",
              "Cicchetti, D. V., & Allison, T. (1971). A new procedure for assessing reliability of "
              "scoring EEG sleep recordings. American Journal of EEG Technology, 11, 101-110."},
    Reference{"Cohen (1960)",
              "Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and "
              "Psychological Measurement, 20, 37-46."},
    Reference{"Cohen (1968)",
              "Cohen, J. (1968). Weighted kappa: Nominal scale agreement with provision for scaled "
              "disagreement or partial credit. Psychological Bulletin, 70, 213-220."},
    Reference{"Conger (1980)",
              "Conger, A. J. (1980). Integration and generalization of kappas for multiple raters. "
              "Psychological Bulletin, 88, 322-328."},
    Reference{"Crawford & Ferguson (1970)",
              "Crawford, C. B., & Ferguson, G. A. (1970). A general rotation criterion and its use in "
              "orthogonal rotation. Psychometrika, 35, 321-332."},
    Reference{"Cronbach (1951)",
              "Cronbach, L. J. (1951). Coefficient alpha and the internal structure of tests. "
              "Psychometrika, 16, 297-334."},
    Reference{"Cureton (1966)",
              "Cureton, E. E. (1966). Corrected item-test correlations. Psychometrika, 31, 93-96."},
    Reference{"Drezner & Wesolowsky (1990)",
              "Drezner, Z., & Wesolowsky, G. O. (1990). On the computation of the bivariate normal "
              "integral. Journal of Statistical Computation and Simulation, 35, 101-107."},
    Reference{"Duhachek & Iacobucci (2004)",
              "Duhachek, A., & Iacobucci, D. (2004). Alpha's standard error (ASE): An accurate and precise "
              "confidence interval estimate. Journal of Applied Psychology, 89, 792-808."},
    Reference{"Dunn, Heggestad, Shanock & Theilgard (2018)",
              "Dunn, A. M., Heggestad, E. D., Shanock, L. R., & Theilgard, N. (2018). Intra-individual "
              "response variability as an indicator of insufficient effort responding: Comparison to other "
              "indicators and relationships with individual differences. Journal of Business and "
              "Psychology, 33, 105-121."},
    Reference{"Ebel & Frisbie (1991)",
              "Ebel, R. L., & Frisbie, D. A. (1991). Essentials of educational measurement (5th ed.). "
              "Prentice Hall."},
    Reference{"Efron (1987)",
              "Efron, B. (1987). Better bootstrap confidence intervals. Journal of the American "
              "Statistical Association, 82, 171-185."},
    Reference{"Efron & Tibshirani (1993)",
              "Efron, B., & Tibshirani, R. J. (1993). An introduction to the bootstrap. Chapman & Hall."},
    Reference{"Feldt (1965)",
              "Feldt, L. S. (1965). The approximate sampling distribution of Kuder-Richardson reliability"
              " coefficient twenty. Psychometrika, 30, 357-370."},
    Reference{"Feldt (1969)",
              "Feldt, L. S. (1969). A test of the hypothesis that Cronbach's alpha or Kuder-Richardson "
              "coefficient twenty is the same for two tests. Psychometrika, 34, 363-373."},
    Reference{"Feldt (1980)",
              "Feldt, L. S. (1980). A test of the hypothesis that Cronbach's alpha reliability "
              "coefficient is the same for two tests administered to the same sample. Psychometrika, 45, "
              "99-105."},
    Reference{"Fisher (1921)",
              "Fisher, R. A. (1921). On the \"probable error\" of a coefficient of correlation deduced "
              "from a small sample. Metron, 1, 3-32."},
    Reference{"Fleiss (1971)",
              "Fleiss, J. L. (1971). Measuring nominal scale agreement among many raters. Psychological "
              "Bulletin, 76, 378-382."},
    Reference{"Fleiss & Cohen (1973)",
              "Fleiss, J. L., & Cohen, J. (1973). The equivalence of weighted kappa and the intraclass "
              "correlation coefficient as measures of reliability. Educational and Psychological "
              "Measurement, 33, 613-619."},
    Reference{"Fleiss, Cohen & Everitt (1969)",
              "Fleiss, J. L., Cohen, J., & Everitt, B. S. (1969). Large sample standard errors of kappa "
              "and weighted kappa. Psychological Bulletin, 72, 323-327."},
    Reference{"Fleiss, Nee & Landis (1979)",
              "Fleiss, J. L., Nee, J. C. M., & Landis, J. R. (1979). Large sample variance of kappa in "
              "the case of different sets of raters. Psychological Bulletin, 86, 974-977."},
    Reference{"Genz (2004)",
              "Genz, A. (2004). Numerical computation of rectangular bivariate and trivariate normal and "
              "t probabilities. Statistics and Computing, 14, 251-260."},
    Reference{"Glorfeld (1995)",
              "Glorfeld, L. W. (1995). An improvement on Horn's parallel analysis methodology for selecting "
              "the correct number of factors to retain. Educational and Psychological Measurement, 55, "
              "377-393."},
    Reference{"Green & Yang (2009)",
              "Green, S. B., & Yang, Y. (2009). Reliability of summed item scores using structural "
              "equation modeling: An alternative to coefficient alpha. Psychometrika, 74, 155-167."},
    Reference{"Guttman (1945)",
              "Guttman, L. (1945). A basis for analyzing test-retest reliability. Psychometrika, 10, "
              "255-282."},
    Reference{"Guttman (1956)",
              "Guttman, L. (1956). \"Best possible\" systematic estimates of communalities. Psychometrika, "
              "21, 273-285."},
    Reference{"Gwet (2008)",
              "Gwet, K. L. (2008). Computing inter-rater reliability and its variance in the presence of "
              "high agreement. British Journal of Mathematical and Statistical Psychology, 61, 29-48."},
    Reference{"Gwet (2014)",
              "Gwet, K. L. (2014). Handbook of inter-rater reliability (4th ed.). Advanced Analytics."},
    Reference{"Hakstian & Whalen (1976)",
              "Hakstian, A. R., & Whalen, T. E. (1976). A k-sample significance test for independent "
              "alpha coefficients. Psychometrika, 41, 219-231."},
    Reference{"Hancock & Mueller (2001)",
              "Hancock, G. R., & Mueller, R. O. (2001). Rethinking construct reliability within latent "
              "variable systems. In R. Cudeck, S. du Toit, & D. Sörbom (Eds.), Structural equation "
              "modeling: Present and future (pp. 195-216). Scientific Software International."},
    Reference{"Harman (1976)",
              "Harman, H. H. (1976). Modern factor analysis (3rd ed.). University of Chicago Press."},
    Reference{"Harman & Jones (1966)",
              "Harman, H. H., & Jones, W. H. (1966). Factor analysis by minimizing residuals (minres). "
              "Psychometrika, 31, 351-368."},
    Reference{"Hayes & Krippendorff (2007)",
              "Hayes, A. F., & Krippendorff, K. (2007). Answering the call for a standard reliability "
              "measure for coding data. Communication Methods and Measures, 1, 77-89."},
    Reference{"Hedges (1981)",
              "Hedges, L. V. (1981). Distribution theory for Glass's estimator of effect size and related"
              " estimators. Journal of Educational Statistics, 6, 107-128."},
    Reference{"Hofmann (1978)",
              "Hofmann, R. J. (1978). Complexity and simplicity as objective indices descriptive of "
              "factor solutions. Multivariate Behavioral Research, 13, 247-250."},
    Reference{"Horn (1965)",
              "Horn, J. L. (1965). A rationale and test for the number of factors in factor analysis. "
              "Psychometrika, 30, 179-185."},
    Reference{"Horst (1951)",
              "Horst, P. (1951). Estimating total test reliability from parts of unequal length. "
              "Educational and Psychological Measurement, 11, 368-371."},
    Reference{"Hu & Bentler (1999)",
              "Hu, L., & Bentler, P. M. (1999). Cutoff criteria for fit indexes in covariance "
              "structure analysis: Conventional criteria versus new alternatives. Structural Equation "
              "Modeling, 6, 1-55."},
    Reference{"Humphreys & Montanelli (1975)",
              "Humphreys, L. G., & Montanelli, R. G. (1975). An investigation of the parallel analysis "
              "criterion for determining the number of common factors. Multivariate Behavioral Research, "
              "10, 193-205."},
    Reference{"Jacobson & Truax (1991)",
              "Jacobson, N. S., & Truax, P. (1991). Clinical significance: A statistical approach to "
              "defining meaningful change in psychotherapy research. Journal of Consulting and Clinical "
              "Psychology, 59, 12-19."},
    Reference{"Jennrich (2001)",
              "Jennrich, R. I. (2001). A simple general procedure for orthogonal rotation. Psychometrika,"
              " 66, 289-306."},
    Reference{"Jennrich (2002)",
              "Jennrich, R. I. (2002). A simple general method for oblique rotation. Psychometrika, 67, "
              "7-19."},
    Reference{"Jennrich & Bentler (2011)",
              "Jennrich, R. I., & Bentler, P. M. (2011). Exploratory bi-factor analysis. Psychometrika, "
              "76, 537-549."},
    Reference{"Jennrich & Sampson (1966)",
              "Jennrich, R. I., & Sampson, P. F. (1966). Rotation for simple loadings. Psychometrika, 31,"
              " 313-323."},
    Reference{"Joanes & Gill (1998)",
              "Joanes, D. N., & Gill, C. A. (1998). Comparing measures of sample skewness and kurtosis. "
              "The Statistician, 47, 183-189."},
    Reference{"Johnson (2005)",
              "Johnson, J. A. (2005). Ascertaining the validity of individual protocols from web-based "
              "personality inventories. Journal of Research in Personality, 39, 103-129."},
    Reference{"Joreskog (1967)",
              "Jöreskog, K. G. (1967). Some contributions to maximum likelihood factor analysis. "
              "Psychometrika, 32, 443-482."},
    Reference{"Joreskog (1969)",
              "Jöreskog, K. G. (1969). A general approach to confirmatory maximum likelihood factor "
              "analysis. Psychometrika, 34, 183-202."},
    Reference{"Joreskog (1977)",
              "Jöreskog, K. G. (1977). Factor analysis by least-squares and maximum-likelihood methods. "
              "In K. Enslein, A. Ralston, & H. S. Wilf (Eds.), Statistical methods for digital computers "
              "(Vol. 3, pp. 125-153). Wiley."},
    Reference{"Kaiser (1958)",
              "Kaiser, H. F. (1958). The varimax criterion for analytic rotation in factor analysis. "
              "Psychometrika, 23, 187-200."},
    Reference{"Kaiser (1970)",
              "Kaiser, H. F. (1970). A second generation little jiffy. Psychometrika, 35, 401-415."},
    Reference{"Kaiser & Rice (1974)",
              "Kaiser, H. F., & Rice, J. (1974). Little jiffy, mark IV. Educational and Psychological "
              "Measurement, 34, 111-117."},
    Reference{"Kelley & Pornprasertmanit (2016)",
              "Kelley, K., & Pornprasertmanit, S. (2016). Confidence intervals for population reliability"
              " coefficients: Evaluation of methods, recommendations, and software for composite "
              "measures. Psychological Methods, 21, 69-92."},
    Reference{"Kelley (1939)",
              "Kelley, T. L. (1939). The selection of upper and lower groups for the validation of test "
              "items. Journal of Educational Psychology, 30, 17-24."},
    Reference{"Kelley (1947)", "Kelley, T. L. (1947). Fundamentals of statistics. Harvard University Press."},
    Reference{"Kendall (1945)",
              "Kendall, M. G. (1945). The treatment of ties in ranking problems. Biometrika, 33, 239-251."},
    Reference{"Kendall & Smith (1939)",
              "Kendall, M. G., & Smith, B. B. (1939). The problem of m rankings. Annals of Mathematical "
              "Statistics, 10, 275-287."},
    Reference{"Krippendorff (2011)",
              "Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability. University of "
              "Pennsylvania, Annenberg School for Communication."},
    Reference{"Kuder & Richardson (1937)",
              "Kuder, G. F., & Richardson, M. W. (1937). The theory of the estimation of test "
              "reliability. Psychometrika, 2, 151-160."},
    Reference{"Lawley & Maxwell (1971)",
              "Lawley, D. N., & Maxwell, A. E. (1971). Factor analysis as a statistical method (2nd ed.)."
              " Butterworths."},
    Reference{"Light (1971)",
              "Light, R. J. (1971). Measures of response agreement for qualitative data: Some "
              "generalizations and alternatives. Psychological Bulletin, 76, 365-377."},
    Reference{"Lin (1989)",
              "Lin, L. I. (1989). A concordance correlation coefficient to evaluate reproducibility. "
              "Biometrics, 45, 255-268."},
    Reference{"Linacre (2002)",
              "Linacre, J. M. (2002). Optimizing rating scale category effectiveness. Journal of Applied "
              "Measurement, 3, 85-106."},
    Reference{"Lord & Novick (1968)",
              "Lord, F. M., & Novick, M. R. (1968). Statistical theories of mental test scores. "
              "Addison-Wesley."},
    Reference{"Marsaglia & Tsang (2000)",
              "Marsaglia, G., & Tsang, W. W. (2000). A simple method for generating gamma variables. ACM "
              "Transactions on Mathematical Software, 26, 363-372."},
    Reference{"McDonald (1999)", "McDonald, R. P. (1999). Test theory: A unified treatment. Erlbaum."},
    Reference{"McGraw & Wong (1996)",
              "McGraw, K. O., & Wong, S. P. (1996). Forming inferences about some intraclass correlation "
              "coefficients. Psychological Methods, 1, 30-46."},
    Reference{"Mosier (1943)",
              "Mosier, C. I. (1943). On the reliability of a weighted composite. Psychometrika, 8, "
              "161-168."},
    Reference{"Muthen (1984)",
              "Muthén, B. (1984). A general structural equation model with dichotomous, ordered "
              "categorical, and continuous latent variable indicators. Psychometrika, 49, 115-132."},
    Reference{"Neuhaus & Wrigley (1954)",
              "Neuhaus, J. O., & Wrigley, C. (1954). The quartimax method: An analytical approach to "
              "orthogonal simple structure. British Journal of Statistical Psychology, 7, 81-91."},
    Reference{"O'Connor (2000)",
              "O'Connor, B. P. (2000). SPSS and SAS programs for determining the number of components "
              "using parallel analysis and Velicer's MAP test. Behavior Research Methods, Instruments, & "
              "Computers, 32, 396-402."},
    Reference{"Olsson (1979)",
              "Olsson, U. (1979). Maximum likelihood estimation of the polychoric correlation "
              "coefficient. Psychometrika, 44, 443-460."},
    Reference{"Olsson, Drasgow & Dorans (1982)",
              "Olsson, U., Drasgow, F., & Dorans, N. J. (1982). The polyserial correlation coefficient. "
              "Psychometrika, 47, 337-347."},
    Reference{"Padilla, Divers & Newton (2012)",
              "Padilla, M. A., Divers, J., & Newton, M. (2012). Coefficient alpha bootstrap confidence "
              "interval under nonnormality. Applied Psychological Measurement, 36, 331-348."},
    Reference{"Pearson (1896)",
              "Pearson, K. (1896). Mathematical contributions to the theory of evolution. III. Regression, "
              "heredity, and panmixia. Philosophical Transactions of the Royal Society A, 187, 253-318."},
    Reference{"Pearson (1900)",
              "Pearson, K. (1900). Mathematical contributions to the theory of evolution. VII. On the "
              "correlation of characters not quantitatively measurable. Philosophical Transactions of the"
              " Royal Society A, 195, 1-47."},
    Reference{"Pearson (1909)",
              "Pearson, K. (1909). On a new method of determining correlation between a measured character "
              "A, and a character B, of which only the percentage of cases wherein B exceeds (or falls "
              "short of) a given intensity is recorded for each grade of A. Biometrika, 7, 96-105."},
    Reference{"Plackett (1954)",
              "Plackett, R. L. (1954). A reduction formula for normal multivariate integrals. Biometrika,"
              " 41, 351-360."},
    Reference{"Rajaratnam, Cronbach & Gleser (1965)",
              "Rajaratnam, N., Cronbach, L. J., & Gleser, G. C. (1965). Generalizability of "
              "stratified-parallel tests. Psychometrika, 30, 39-56."},
    Reference{"Raykov & Shrout (2002)",
              "Raykov, T., & Shrout, P. E. (2002). Reliability of scales with general structure: Point "
              "and interval estimation using a structural equation modeling approach. Structural "
              "Equation Modeling, 9, 195-212."},
    Reference{"Revelle (1979)",
              "Revelle, W. (1979). Hierarchical cluster analysis and the internal structure of tests. "
              "Multivariate Behavioral Research, 14, 57-74."},
    Reference{"Revelle & Zinbarg (2009)",
              "Revelle, W., & Zinbarg, R. E. (2009). Coefficients alpha, beta, omega, and the glb: Comments "
              "on Sijtsma. Psychometrika, 74, 145-154."},
    Reference{"Rodriguez, Reise & Haviland (2016)",
              "Rodriguez, A., Reise, S. P., & Haviland, M. G. (2016). Evaluating bifactor models: "
              "Calculating and interpreting statistical indices. Psychological Methods, 21, 137-150."},
    Reference{"Rulon (1939)",
              "Rulon, P. J. (1939). A simplified procedure for determining the reliability of a test by "
              "split-halves. Harvard Educational Review, 9, 99-103."},
    Reference{"Schmid & Leiman (1957)",
              "Schmid, J., & Leiman, J. M. (1957). The development of hierarchical factor solutions. "
              "Psychometrika, 22, 53-61."},
    Reference{"Shrout & Fleiss (1979)",
              "Shrout, P. E., & Fleiss, J. L. (1979). Intraclass correlations: Uses in assessing rater "
              "reliability. Psychological Bulletin, 86, 420-428."},
    Reference{"Sijtsma & Molenaar (2002)",
              "Sijtsma, K., & Molenaar, I. W. (2002). Introduction to nonparametric item response theory."
              " Sage."},
    Reference{"Spearman (1904)",
              "Spearman, C. (1904). The proof and measurement of association between two things. American"
              " Journal of Psychology, 15, 72-101."},
    Reference{"Spearman (1910)",
              "Spearman, C. (1910). Correlation calculated from faulty data. British Journal of "
              "Psychology, 3, 271-295."},
    Reference{"Steiger (1990)",
              "Steiger, J. H. (1990). Structural model evaluation and modification: An interval estimation "
              "approach. Multivariate Behavioral Research, 25, 173-180."},
    Reference{"Steiger & Fouladi (1997)",
              "Steiger, J. H., & Fouladi, R. T. (1997). Noncentrality interval estimation and the "
              "evaluation of statistical models. In L. L. Harlow, S. A. Mulaik, & J. H. Steiger (Eds.), "
              "What if there were no significance tests? (pp. 221-257). Erlbaum."},
    Reference{"Stone (1974)",
              "Stone, M. (1974). Cross-validatory choice and assessment of statistical predictions. "
              "Journal of the Royal Statistical Society B, 36, 111-147."},
    Reference{"Stucky & Edelen (2015)",
              "Stucky, B. D., & Edelen, M. O. (2015). Using hierarchical IRT models to create "
              "unidimensional measures from multidimensional data. In S. P. Reise & D. A. Revicki (Eds.), "
              "Handbook of item response theory modeling: Applications to typical performance assessment "
              "(pp. 183-206). Routledge."},
    Reference{"Tucker & Lewis (1973)",
              "Tucker, L. R., & Lewis, C. (1973). A reliability coefficient for maximum likelihood factor"
              " analysis. Psychometrika, 38, 1-10."},
    Reference{"Vargha & Delaney (2000)",
              "Vargha, A., & Delaney, H. D. (2000). A critique and improvement of the \"CL\" common "
              "language effect size statistics of McGraw and Wong. Journal of Educational and Behavioral "
              "Statistics, 25, 101-132."},
    Reference{"Velicer (1976)",
              "Velicer, W. F. (1976). Determining the number of components from the matrix of partial "
              "correlations. Psychometrika, 41, 321-327."},
    Reference{"Velicer, Eaton & Fava (2000)",
              "Velicer, W. F., Eaton, C. A., & Fava, J. L. (2000). Construct explication through factor "
              "or component analysis: A review and evaluation of alternative procedures for determining "
              "the number of factors or components. In R. D. Goffin & E. Helmes (Eds.), Problems and "
              "solutions in human assessment (pp. 41-71). Kluwer."},
    Reference{"Weir (2005)",
              "Weir, J. P. (2005). Quantifying test-retest reliability using the intraclass correlation "
              "coefficient and the SEM. Journal of Strength and Conditioning Research, 19, 231-240."},
    Reference{"Welch (1947)",
              "Welch, B. L. (1947). The generalization of \"Student's\" problem when several different "
              "population variances are involved. Biometrika, 34, 28-35."},
    Reference{"Widaman, Little, Preacher & Sawalani (2011)",
              "Widaman, K. F., Little, T. D., Preacher, K. J., & Sawalani, G. M. (2011). On creating and "
              "using short forms of scales in secondary research. In K. H. Trzesniewski, M. B. Donnellan, & "
              "R. E. Lucas (Eds.), Secondary data analysis: An introduction for psychologists (pp. 39-61). "
              "American Psychological Association."},
    Reference{"Wothke (1993)",
              "Wothke, W. (1993). Nonpositive definite matrices in structural modeling. In K. A. Bollen &"
              " J. S. Long (Eds.), Testing structural equation models (pp. 256-293). Sage."},
    Reference{"Yates (1987)",
              "Yates, A. (1987). Multivariate exploratory data analysis: A perspective on exploratory "
              "factor analysis. State University of New York Press."},
    Reference{"Yuan, Guarnaccia & Hayslip (2003)",
              "Yuan, K.-H., Guarnaccia, C. A., & Hayslip, B. (2003). A study of the distribution of "
              "sample coefficient alpha with the Hopkins Symptom Checklist: Bootstrap versus asymptotics."
              " Educational and Psychological Measurement, 63, 5-23."},
    Reference{"Zinbarg, Revelle, Yovel & Li (2005)",
              "Zinbarg, R. E., Revelle, W., Yovel, I., & Li, W. (2005). Cronbach's alpha, Revelle's beta,"
              " and McDonald's omega H: Their relations with each other and two alternative "
              "conceptualizations of reliability. Psychometrika, 70, 123-133."}};

}  // namespace

std::span<Reference const> references() {
    return all;
}

}  // namespace quaestor::report
