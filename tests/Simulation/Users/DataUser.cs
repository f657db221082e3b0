using System.Text.Json.Nodes;
using Modelwright.Crds;
using Modelwright.Crds.Datasets;
using Modelwright.LocalCluster.Json;
using Modelwright.Simulation.Clusters;
using Modelwright.Simulation.Worlds;

namespace Modelwright.Simulation.Users;

/// <summary>A person with Datasets, and with the files that they are made from.</summary>
public sealed class DataUser(SimWorld world, string @namespace)
{
    private int wishes;

    /// <summary>Creates a Dataset of the file of its name.</summary>
    public void Create(string name, int history = 2, string? interval = null)
    {
        world.Trace.Add("user", $"creates dataset {name}");
        var spec = new JsonObject
        {
            ["source"] = new JsonObject { ["artifact"] = new JsonObject { ["uri"] = UriOf(name) } },
            ["store"] = new JsonObject { ["uri"] = "s3://data/versions" },
            ["format"] = "Csv",
            ["checks"] = new JsonArray(new JsonObject { ["name"] = "rows", ["rowCount"] = new JsonObject { ["min"] = 5 } }),
            ["history"] = history,
        };
        if (interval is not null) spec["refresh"] = new JsonObject { ["interval"] = interval };
        world.Admin.Create(KnownResources.Datasets, new JsonObject
        {
            ["apiVersion"] = ApiGroup.ApiVersion,
            ["kind"] = Dataset.KindName,
            ["metadata"] = new JsonObject { ["namespace"] = @namespace, ["name"] = name },
            ["spec"] = spec,
        });
    }

    /// <summary>Writes the file; bad data fails the check.</summary>
    public string Write(string name, string content, bool bad = false) =>
        world.Models.Put(UriOf(name), content, file => file with { LoadFailure = bad ? "there are too few rows" : null });

    /// <summary>Asks for a look.</summary>
    public void Refresh(string name)
    {
        world.Trace.Add("user", $"asks for a look at {name}");
        world.Admin.Mutate(KnownResources.Datasets, @namespace, name, copy =>
        {
            copy["metadata"]!.AsObject().Make("annotations")["modelwright.io/refresh"] = $"{++wishes}";
            return true;
        });
    }

    /// <summary>Writes the file and asks for a look.</summary>
    public void Publish(string name, string content, bool bad = false)
    {
        Write(name, content, bad);
        Refresh(name);
    }

    /// <summary>Changes how many versions are listed.</summary>
    public void List(string name, int history) => world.Admin.Mutate(KnownResources.Datasets, @namespace, name, copy =>
    {
        world.Trace.Add("user", $"{name} lists {history} versions");
        copy["spec"]!["history"] = history;
        return true;
    });

    /// <summary>Deletes a Dataset.</summary>
    public void Delete(string name)
    {
        world.Trace.Add("user", $"deletes dataset {name}");
        world.Admin.Delete(KnownResources.Datasets, @namespace, name);
    }

    /// <summary>Where the file of a Dataset is.</summary>
    public static string UriOf(string name) => $"https://data.example.com/{name}.csv";
}
