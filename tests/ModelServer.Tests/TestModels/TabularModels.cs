using static Modelwright.ModelServer.Tests.TestModels.OnnxProto;

namespace Modelwright.ModelServer.Tests.TestModels;

/// <summary>Models of tables: an input per column.</summary>
internal static class TabularModels
{
    /// <summary>For each column <c>c</c> of shape [N,1] an output <c>c copy</c>.</summary>
    public static byte[] Copies(params (string Name, int Type)[] columns) => Model(Graph(
        [.. columns.Select(column => Node("Identity", [column.Name], [$"{column.Name} copy"]))],
        [.. columns.Select(column => Value(column.Name, column.Type, "N", 1))],
        [.. columns.Select(column => Value($"{column.Name} copy", column.Type, "N", 1))]));
}
