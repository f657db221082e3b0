namespace Modelwright.LocalCluster.Authorization;

/// <summary>Decides who may do what.</summary>
public interface IAuthorizer
{
    /// <summary>Null when allowed; otherwise why not (may be empty).</summary>
    string? Refusal(UserInfo user, AccessAttributes access);
}
