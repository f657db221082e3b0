using System.Security.Cryptography;
using System.Text;

namespace Modelwright.Operator.Tracking;

/// <summary>
/// Names of metrics, parameters and tags as every MLflow server takes them: letters, digits, <c>_ - . /</c> and space, at most 250, and
/// none that a file system would read as another name.
/// </summary>
public static class MlflowKey
{
    private const int HashDigits = 8;

    /// <summary>
    /// The key of a name: the name itself where it is allowed. Any other has <c>_</c> for what is not, and where it is too long its end is
    /// replaced by a hash, so that two long names stay two.
    /// </summary>
    public static string Of(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var letter in name) text.Append(char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.' or '/' ? letter : '_');
        var key = string.Join('/', text.ToString().Split('/').Select(part => part is "" or "." or ".." ? "_" : part));
        if (key.Length <= MlflowLimits.MaxKey) return key;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..HashDigits];
        return $"{key[..(MlflowLimits.MaxKey - HashDigits - 1)]}-{hash}";
    }
}
