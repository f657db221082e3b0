namespace Modelwright.ModelServer.Inspection;

/// <summary>An operator by domain and name; model-local functions can be told apart by an overload as well.</summary>
internal readonly record struct OperatorName(string Domain, string OpType, string Overload)
{
    /// <inheritdoc />
    public override string ToString() => $"{Domain}.{OpType}";
}
