namespace Modelwright.Crds;

/// <summary>The API group that every kind of Modelwright belongs to.</summary>
public static class ApiGroup
{
    /// <summary>The group's name, also the prefix of labels and annotations.</summary>
    public const string Name = "modelwright.io";

    /// <summary>The version that is served and stored.</summary>
    public const string V1Alpha1 = "v1alpha1";

    /// <summary>The value of <c>apiVersion</c> in every object of the group.</summary>
    public const string ApiVersion = Name + "/" + V1Alpha1;
}
