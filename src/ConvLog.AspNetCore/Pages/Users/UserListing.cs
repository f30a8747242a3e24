using ConvLog.Records;

namespace ConvLog.AspNetCore.Pages.Users;

/// <summary>A part of the list of end users.</summary>
/// <param name="Page">The part.</param>
/// <param name="Agent">The agent whose users are listed; null for all.</param>
/// <param name="Agents">The agents to choose from.</param>
/// <param name="Next">The address of what follows; null where nothing does.</param>
/// <param name="IsFirst">Whether the list begins here.</param>
internal sealed record UserListing(UserPage Page, string? Agent, IReadOnlyList<string> Agents, string? Next, bool IsFirst)
{
    /// <summary>The form that looks for a user, as it was sent last.</summary>
    public UserLookup Lookup { get; init; } = new("");
}
