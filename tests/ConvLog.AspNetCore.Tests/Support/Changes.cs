using System.Text;
using ConvLog.Records;
using Microsoft.AspNetCore.Builder;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>A host with keys of readers who may change data, and requests with JSON bodies.</summary>
internal static class Changes
{
    public const string Annotator = "annotator-key-0123456789";
    public const string Operator = "operator-key-0123456789";
    public const string PermittedOperator = "permitted-operator-key-0123456789";
    public const string PiiReader = "pii-reader-key-0123456789";
    public const string TenantAnnotator = "tenant-annotator-key-0123456789";
    public const string TenantOperator = "tenant-operator-key-0123456789";

    /// <summary>The conversation <c>conv-42</c>, of the agent bookings: two turns, with an end user.</summary>
    public static async Task<Site> SiteAsync(Action<ConvLogOptions>? log = null, bool onKestrel = false, Action<ConvLogConsoleOptions>? configure = null,
        Action<WebApplication>? before = null)
    {
        var tenant = new ConversationScope { AgentIds = ["payments"] };
        var site = await Site.WithKeysAsync(
            options =>
            {
                options.ApiKeys.Add(Annotator, "Ann", ConvLogPermissions.Read | ConvLogPermissions.Annotate);
                options.ApiKeys.Add(Operator, "Olga", ConvLogPermissions.Read | ConvLogPermissions.Manage);
                options.ApiKeys.Add(PermittedOperator, "Per", ConvLogPermissions.All);
                options.ApiKeys.Add(PiiReader, "Pia", ConvLogPermissions.Read | ConvLogPermissions.ReadPii);
                options.ApiKeys.Add(TenantAnnotator, "Tom", ConvLogPermissions.Read | ConvLogPermissions.Annotate, tenant);
                options.ApiKeys.Add(TenantOperator, "Tess", ConvLogPermissions.Read | ConvLogPermissions.Manage, tenant);
                configure?.Invoke(options);
            },
            onKestrel,
            log,
            before: before);
        await using (var conv = site.Open(new ConversationInfo("conv-42") { AgentId = "bookings", UserId = "jane" }))
        {
            foreach (string said in (string[])["Book a table", "For two"])
            {
                using var turn = conv.BeginTurn(said);
                turn.Complete("Done.");
            }
        }

        await site.PlayAsync(new ConversationInfo("conv-pay") { AgentId = "payments", UserId = "john" });
        return site;
    }

    public static Task<Answer> SendAsync(this Site site, string method, string path, string? json, string? key, params (string Name, string Value)[] headers)
        => site.SendAsync(
            new HttpMethod(method),
            "/convlog/v1" + path,
            json is null ? null : new StringContent(json, Encoding.UTF8, "application/json"),
            key is null ? headers : [("X-API-KEY", key), .. headers]);

    /// <summary>The current conversation as a reader with all permissions sees it.</summary>
    public static async Task<ConversationView> ReadAsync(this Site site, string id = "conv-42")
        => (await site.Reading.GetAsync(new Privacy.Reader("test", canReadPii: true), id))!;
}
