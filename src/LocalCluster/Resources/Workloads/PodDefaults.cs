using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Json;

namespace Modelwright.LocalCluster.Resources.Workloads;

/// <summary>The documented defaults of a pod's spec, alone or inside a template (k8s.io/kubernetes/pkg/apis/core/v1/defaults.go).</summary>
internal static class PodDefaults
{
    private const int FileMode = 420;

    public static void Apply(JsonObject? spec)
    {
        if (spec is null) return;
        spec.SetDefault("restartPolicy", "Always");
        spec.SetDefault("dnsPolicy", "ClusterFirst");
        spec.SetDefault("schedulerName", "default-scheduler");
        spec.SetDefault("terminationGracePeriodSeconds", 30);
        spec.SetDefault("securityContext", new JsonObject());
        if (spec.Text("serviceAccountName") is { } account) spec.SetDefault("serviceAccount", account);
        else if (spec.Text("serviceAccount") is { } former) spec["serviceAccountName"] = former;
        foreach (var list in (string[])["initContainers", "containers"])
        {
            foreach (var container in spec.Objects(list)) Container(container, spec.Flag("hostNetwork") == true);
        }

        foreach (var volume in spec.Objects("volumes")) Volume(volume);
    }

    private static void Container(JsonObject container, bool hostNetwork)
    {
        container.SetDefault("terminationMessagePath", "/dev/termination-log");
        container.SetDefault("terminationMessagePolicy", "File");
        container.SetDefault("imagePullPolicy", IsLatest(container.Text("image") ?? "") ? "Always" : "IfNotPresent");
        container.SetDefault("resources", new JsonObject());
        foreach (var port in container.Objects("ports"))
        {
            port.SetDefault("protocol", "TCP");
            if (hostNetwork && port["containerPort"] is { } number) port.SetDefault("hostPort", number.DeepClone());
        }

        foreach (var variable in container.Objects("env"))
        {
            if (variable.Child("valueFrom", "fieldRef") is { } field) field.SetDefault("apiVersion", "v1");
        }

        foreach (var name in (string[])["livenessProbe", "readinessProbe", "startupProbe"])
        {
            if (container.Child(name) is not { } probe) continue;
            probe.SetDefault("timeoutSeconds", 1);
            probe.SetDefault("periodSeconds", 10);
            probe.SetDefault("successThreshold", 1);
            probe.SetDefault("failureThreshold", 3);
            Handler(probe);
        }

        Handler(container.Child("lifecycle", "postStart"));
        Handler(container.Child("lifecycle", "preStop"));
    }

    private static void Handler(JsonObject? handler)
    {
        if (handler.Child("httpGet") is { } http)
        {
            http.SetDefault("path", "/");
            http.SetDefault("scheme", "HTTP");
        }

        if (handler.Child("grpc") is { } grpc) grpc.SetDefault("service", "");
    }

    private static void Volume(JsonObject volume)
    {
        if (volume.Count <= 1) volume["emptyDir"] = new JsonObject();
        foreach (var source in (string[])["configMap", "secret", "downwardAPI", "projected"])
        {
            if (volume.Child(source) is { } files) files.SetDefault("defaultMode", FileMode);
        }

        if (volume.Child("hostPath") is { } host) host.SetDefault("type", "");
        var items = volume["downwardAPI"].Objects("items")
            .Concat(volume["projected"].Objects("sources").SelectMany(source => source["downwardAPI"].Objects("items")));
        foreach (var item in items)
        {
            if (item.Child("fieldRef") is { } field) field.SetDefault("apiVersion", "v1");
        }

        foreach (var source in volume["projected"].Objects("sources"))
        {
            if (source.Child("serviceAccountToken") is { } token) token.SetDefault("expirationSeconds", 3600);
        }
    }

    private static bool IsLatest(string image)
    {
        if (image.Contains('@', StringComparison.Ordinal)) return false;
        var tag = image.LastIndexOf(':');
        return tag < image.LastIndexOf('/') || tag < 0 || image[(tag + 1)..] == "latest";
    }
}
