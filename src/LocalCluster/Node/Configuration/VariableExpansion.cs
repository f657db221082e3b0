using System.Text;

namespace Modelwright.LocalCluster.Node.Configuration;

/// <summary><c>$(NAME)</c> in commands, arguments and values, as the Kubernetes API documents it.</summary>
internal static class VariableExpansion
{
    /// <summary>
    /// Known names are replaced; unknown ones stay as they are; <c>$$</c> is one dollar sign and keeps what follows literal.
    /// </summary>
    public static string Expand(string text, IReadOnlyDictionary<string, string> variables)
    {
        if (!text.Contains('$')) return text;
        var result = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            var next = at + 1 < text.Length ? text[at + 1] : '\0';
            if (text[at] != '$' || next is not ('$' or '('))
            {
                result.Append(text[at]);
            }
            else if (next == '$')
            {
                result.Append('$');
                at++;
            }
            else if (text.IndexOf(')', at) is >= 0 and var end)
            {
                var reference = text[at..(end + 1)];
                result.Append(variables.GetValueOrDefault(reference[2..^1], reference));
                at = end;
            }
            else
            {
                result.Append('$');
            }
        }

        return result.ToString();
    }
}
