namespace Modelwright.Statistics.Tests.Divergences;

/// <summary>Two counted samples of real data, and what scipy 1.10.1 says about them.</summary>
/// <param name="Name">Data and split.</param>
/// <param name="Reference">Counts in the deciles of the reference.</param>
/// <param name="Current">Counts of the current sample in the same bins.</param>
/// <param name="Psi">With half a row per bin.</param>
/// <param name="Threshold">ncx2.ppf(0.99, B−1, n_eff·0.1)/n_eff.</param>
/// <param name="JensenShannon">spatial.distance.jensenshannon, base 2.</param>
/// <param name="TotalVariation">½Σ|p−q|.</param>
/// <param name="Hellinger">√(½Σ(√p−√q)²).</param>
/// <param name="Maximum">max|p−q|.</param>
/// <param name="ChiSquare">stats.chi2_contingency without correction.</param>
/// <param name="RawKolmogorovSmirnov">stats.ks_2samp on the raw values.</param>
public sealed record GoldenCase(
    string Name, long[] Reference, long[] Current, double Psi, double Threshold, double JensenShannon, double TotalVariation,
    double Hellinger,
    double Maximum, double ChiSquare, double RawKolmogorovSmirnov)
{
    public static IReadOnlyList<GoldenCase> All { get; } =
    [
        new("wine alcohol, rows 0-129 and 130-177", [13, 16, 11, 12, 13, 13, 13, 14, 12, 13], [0, 0, 3, 2, 16, 6, 11, 5, 2, 3],
            .918313302, .829487, .444593093, .387500000, .415345150, .233333333, 30.022340129, .308974359),
        new("breast cancer radius, first 300 and last 269", [30, 30, 30, 30, 30, 30, 30, 30, 30, 30],
            [35, 31, 39, 34, 23, 27, 22, 16, 12, 30],
            .101642602, .332619, .137200229, .128624535, .114644987, .055390335, 14.467283831, .126195787),
        new("wine proline, even and odd rows", [9, 11, 7, 9, 9, 11, 6, 9, 9, 9], [6, 17, 7, 12, 1, 12, 7, 10, 5, 12],
            .240250716, .693524, .215440201, .168539326, .184428173, .089887640, 10.458747202, .078651685),
        new("flights delay, January and February", [743, 660, 778, 710, 602, 768, 624, 667, 695, 690],
            [529, 556, 626, 555, 473, 639, 602, 606, 684, 694],
            .011820364, .130320, .046186159, .047844078, .038461217, .018407959, 37.901648541, .051780748),
        new("flights distance, January in miles and March in kilometres", [697, 694, 741, 644, 696, 693, 693, 702, 689, 688],
            [268, 192, 350, 554, 774, 642, 597, 686, 1154, 1882],
            .402181043, .128799, .264021714, .237862961, .222047752, .165929442, 1305.799842609, .230846763),
        new("seattle precipitation, 2012-2013 and 2014", [402, 49, 65, 73, 69, 73], [215, 23, 17, 28, 31, 51],
            .048949978, .236380, .095206166, .078972322, .079478343, .042343946, 11.629264410, .048085752),
    ];
}
