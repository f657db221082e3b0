namespace Modelwright.Operator.Tests.Models.Monitoring;

/// <summary>What requests are like now.</summary>
internal sealed record PlayedWorld
{
    /// <summary>The number's mean, in deviations from that of the profile.</summary>
    public double Shift { get; init; }

    /// <summary>What the number is multiplied by: another unit.</summary>
    public double Factor { get; init; } = 1;

    /// <summary>The share of rows without the number.</summary>
    public double Missing { get; init; }

    /// <summary>The share of rows with a category that the profile does not have.</summary>
    public double Unseen { get; init; }
}
