using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages;

/// <summary>What every page knows of its request.</summary>
/// <param name="Paths">The addresses of other pages.</param>
/// <param name="Address">The page's own address as a path, to come back to.</param>
/// <param name="Visitor">Who looks at it.</param>
/// <param name="HasKeys">Whether there is any key to sign in with.</param>
/// <param name="Now">When it was asked for.</param>
internal sealed record ConsolePage(ConsolePaths Paths, string Address, Visitor Visitor, bool HasKeys, DateTimeOffset Now)
{
    public bool CanReadPii => Visitor.Reader is { CanReadPii: true };
}
