namespace Modelwright.ModelServer.Outputs;

/// <summary>How the values of an output are counted.</summary>
internal enum OutputKind
{
    /// <summary>By the bin that the number is in.</summary>
    Number,

    /// <summary>By the value itself.</summary>
    Category,
}
