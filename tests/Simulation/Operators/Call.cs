namespace Modelwright.Simulation.Operators;

/// <summary>One call of an operator, to the API server or to a router.</summary>
/// <param name="Operator">Who calls.</param>
/// <param name="Number">Counts this operator's calls.</param>
/// <param name="Verb">get, list, watch, create, patch, delete; for routers GET, PUT, DELETE.</param>
/// <param name="Target">What it is about.</param>
/// <param name="IsWrite">It may change something.</param>
/// <param name="Time">When it was made.</param>
public sealed record Call(string Operator, int Number, string Verb, string Target, bool IsWrite, DateTimeOffset Time)
{
    /// <summary>The beginning of the target of a call to an agent.</summary>
    public const string AgentPrefix = "agent/";

    /// <summary>The beginning of the target of a call to the MLflow server.</summary>
    public const string MlflowPrefix = "mlflow/";

    /// <summary>
    /// It asks for something that nobody told of. Watches do not count, and neither do looks at a running training, which are agreed.
    /// </summary>
    public bool IsRequest => Verb != "watch" && !(Verb == "GET" && Target.StartsWith(AgentPrefix, StringComparison.Ordinal));

    /// <summary>What goes wrong with it.</summary>
    public CallFault Fault { get; set; }

    /// <summary>The answer's status code; 0: there was none.</summary>
    public int Status { get; set; }

    /// <inheritdoc />
    public override string ToString() => $"{Verb} {Target}";
}
