namespace Modelwright.ModelServer.Feedback;

/// <summary>
/// What a prediction's token says; whoever holds the Model's key can score a label with it, without having seen the request.
/// </summary>
/// <param name="Id">Tells the token from all others.</param>
/// <param name="Time">When the prediction was made.</param>
/// <param name="Revision">Who made it.</param>
internal sealed record PredictionToken(ulong Id, DateTimeOffset Time, string Revision)
{
    /// <summary>A row each: numbers, or else categories.</summary>
    public double[]? Numbers { get; init; }

    /// <summary>A row each: categories, or else numbers.</summary>
    public string[]? Categories { get; init; }

    /// <summary>Rows of the request.</summary>
    public int Rows => Numbers?.Length ?? Categories!.Length;
}
