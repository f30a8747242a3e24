namespace ConvLog.AspNetCore.Access;

/// <summary>Explains how a visitor gets a missing permission, depending on how they signed in.</summary>
internal static class MissingPermission
{
    /// <summary>The explanation as sentences; null for a key, whose permissions are fixed.</summary>
    /// <param name="visitor">The visitor without the permission.</param>
    /// <param name="needs">The missing permissions.</param>
    /// <param name="options">Which policies grant permissions, and whether there are keys.</param>
    public static string? Explain(Visitor visitor, ConvLogPermissions needs, ConvLogConsoleOptions options) => visitor.Kind switch
    {
        VisitorKind.NotPermitted => $"{visitor.Missing} Ask the administrator of this app for access.".TrimStart(),
        VisitorKind.User => options.PolicyOf(needs) is { } policy
            ? WithPolicy(policy) : WithoutPolicy(options.ApiKeys.Count > 0 ? "Send an API key that has it." : null),
        _ => null,
    };

    /// <summary>The explanation if a policy of the host grants it.</summary>
    public static string WithPolicy(string policy) => $"In this app, users have it who meet the policy \"{policy}\": ask its administrator.";

    /// <summary>The explanation if no policy grants it.</summary>
    /// <param name="byKey">How to get it with a key; null if the host has no keys.</param>
    public static string WithoutPolicy(string? byKey) => $"In this app, no policy grants it to users. {byKey ?? "Ask its administrator."}";
}
