using System.Globalization;

namespace Modelwright.Operator.RetrainPolicies;

/// <summary>How a policy's runs and Promotions are named.</summary>
internal static class RetrainNames
{
    /// <summary><c>POLICY-0001</c>; more digits where they are needed.</summary>
    public static string Run(string policy, int number) => string.Create(CultureInfo.InvariantCulture, $"{policy}-{number:D4}");

    /// <summary>The run's name; with the number of the comparison where there was more than one.</summary>
    public static string Promotion(string run, int comparison) =>
        comparison <= 1 ? run : string.Create(CultureInfo.InvariantCulture, $"{run}-{comparison}");

    /// <summary>The number in the name of a run or Promotion, or 0 when it is not one of the policy's.</summary>
    public static int Number(string policy, string name)
    {
        if (!name.StartsWith(policy + "-", StringComparison.Ordinal)) return 0;
        var text = name.AsSpan(policy.Length + 1);
        if (text.IndexOf('-') is > 0 and var end) text = text[..end];
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            && (name == Run(policy, number) || name.StartsWith(Run(policy, number) + "-", StringComparison.Ordinal)) ? number : 0;
    }
}
