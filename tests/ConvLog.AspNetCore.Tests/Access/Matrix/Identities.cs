using static ConvLog.AspNetCore.ConvLogPermissions;
using static ConvLog.AspNetCore.Tests.Access.Matrix.RouteKind;

namespace ConvLog.AspNetCore.Tests.Access.Matrix;

/// <summary>All identities that may send a request.</summary>
internal static class Identities
{
    private static readonly (string Name, string Value)[] s_ownPage =
        [("Sec-Fetch-Site", "same-origin"), ("Sec-Fetch-Mode", "cors"), ("Sec-Fetch-Dest", "empty")];

    /// <summary>The keys of a matrix site and their permissions.</summary>
    public static IReadOnlyDictionary<string, ConvLogPermissions> Keys { get; } = new Dictionary<string, ConvLogPermissions>(StringComparer.Ordinal)
    {
        ["key-read"] = Read,
        ["key-read-pii"] = Read | ReadPii,
        ["key-annotate"] = Read | Annotate,
        ["key-manage"] = Read | Manage,
        ["key-all"] = ConvLogPermissions.All,
    };

    public static IReadOnlyList<Identity> All { get; } =
    [
        new("nobody, from elsewhere", static _ => Send(), static row => row.Kind == Open ? row.Ok : 401),
        new("nobody, on this machine", static _ => Send(),
            static row => row.Kind switch { Open => row.Ok, Page => Permitted(row, Read), _ => 401 }) { IsOnThisMachine = true },
        new("a wrong key", static _ => Send(("X-API-KEY", "nobody's")), static row => row.Kind == Open ? row.Ok : 401),
        new("a key that was removed", static _ => Send(("X-API-KEY", "key-removed")), static row => row.Kind == Open ? row.Ok : 401),
        new("a key for another agent", static _ => Send(("X-API-KEY", "key-of-others")), static row => row.Others),
        .. Keys.Select(static key => new Identity(key.Key, _ => Send(("X-API-KEY", key.Key)), row => Permitted(row, key.Value))),
        .. Keys.Select(static key
        => new Identity($"a session of {key.Key}", async site => [await SignInAsync(site, key.Key), .. s_ownPage],
        row => row.Kind == Compatible ? 401 : Permitted(row, key.Value))),
        new("a session of another agent's key", static async site => [await SignInAsync(site, "key-of-others"), .. s_ownPage],
            static row => row.Kind == Compatible ? 401 : row.Others),
        new("a session that has expired", ExpiredAsync, static row => row.Kind == Open ? row.Ok : 401),
        new("a session that was signed out", SignedOutAsync, static row => row.Kind == Open ? row.Ok : 401),
        new("a session whose key was removed", RemovedAsync, static row => row.Kind == Open ? row.Ok : 401),
        new("a page of another site, with a session",
            static async site
            => [await SignInAsync(site, "key-all"), ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "cors"), ("Sec-Fetch-Dest", "empty")],
            static row => row.Kind == Open ? row.Foreign is 200 ? row.Ok : row.Foreign : 403),
        new("a user of the host who may read", static _ => Send(("X-Test-User", "ada:read")), static row => Permitted(row, Read)),
        new("a user of the host who may do all", static _ => Send(("X-Test-User", "ada:read,pii,annotate,manage")),
            static row => Permitted(row, ConvLogPermissions.All)),
        new("a user of the host for another agent", static _ => Send(("X-Test-User", "others:read,pii,annotate,manage")), static row => row.Others),
        new("a user of the host who may manage but not read", static _ => Send(("X-Test-User", "ada:manage")), static row => row.Kind == Open ? row.Ok : 403),
        new("a user of the host of whom nobody says whose conversations they read", static _ => Send(("X-Test-User", "unknown:read")),
            static row => row.Kind == Open ? row.Ok : 403),
        new("a user of the host whose policy throws", static _ => Send(("X-Test-User", "throws:read")), static row => row.Kind == Open ? row.Ok : 403),
    ];

    private static int Permitted(RouteRow row, ConvLogPermissions permissions) => row.Kind == Open || permissions.HasFlag(row.Needs) ? row.Ok : 403;

    private static Task<(string Name, string Value)[]> Send(params (string Name, string Value)[] headers) => Task.FromResult(headers);

    private static async Task<(string Name, string Value)> SignInAsync(Site site, string key)
    {
        var answer = await site.PostAsync("/convlog/sign-in", [("key", key)]);
        return ("Cookie", answer.Header("Set-Cookie")!.Split(';')[0]);
    }

    private static async Task<(string Name, string Value)[]> ExpiredAsync(Site site)
    {
        var cookie = await SignInAsync(site, "key-all");
        site.Clock.Advance(TimeSpan.FromHours(12));
        return [cookie];
    }

    private static async Task<(string Name, string Value)[]> SignedOutAsync(Site site)
    {
        var cookie = await SignInAsync(site, "key-all");
        await site.PostAsync("/convlog/sign-out", [], cookie);
        return [cookie];
    }

    private static async Task<(string Name, string Value)[]> RemovedAsync(Site site)
    {
        var options = (ConvLogConsoleOptions)site.Services.GetService(typeof(ConvLogConsoleOptions))!;
        options.ApiKeys.Add("key-short-lived", "Short", ConvLogPermissions.All);
        var cookie = await SignInAsync(site, "key-short-lived");
        options.ApiKeys.Remove("key-short-lived");
        return [cookie];
    }
}
