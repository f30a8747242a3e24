namespace ConvLog.AspNetCore.Access;

/// <summary>How a visitor gets a permission that they lack, in the words of their sign-in.</summary>
internal static class MissingPermission
{
    /// <summary>As sentences; null for a key, which has its permissions or not.</summary>
    /// <param name="visitor">Who lacks it.</param>
    /// <param name="needs">What they lack.</param>
    /// <param name="options">Which policies grant permissions, and whether there are keys.</param>
    public static string? WayOf(Visitor visitor, ConvLogPermissions needs, ConvLogConsoleOptions options) => visitor.Kind switch
    {
        VisitorKind.NotPermitted => $"{visitor.Missing} Ask the administrator of this app for access.".TrimStart(),
        VisitorKind.User => options.PolicyOf(needs) is { } policy
            ? ByPolicy(policy) : ByNone(options.ApiKeys.Count > 0 ? "Send an API key that has it." : null),
        _ => null,
    };

    /// <summary>A policy of the host grants it.</summary>
    public static string ByPolicy(string policy) => $"In this app, users have it who meet the policy \"{policy}\": ask its administrator.";

    /// <summary>No policy grants it.</summary>
    /// <param name="byKey">What to do where a key may have it; null where there are none.</param>
    public static string ByNone(string? byKey) => $"In this app, no policy grants it to users. {byKey ?? "Ask its administrator."}";
}
