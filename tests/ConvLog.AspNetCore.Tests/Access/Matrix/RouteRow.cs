namespace ConvLog.AspNetCore.Tests.Access.Matrix;

/// <summary>A route and what it answers.</summary>
/// <param name="Method">The method.</param>
/// <param name="Pattern">The pattern as it is mapped.</param>
/// <param name="Path">A request to it; <c>{annotation}</c>, <c>{receipt}</c> and <c>{pseudonym}</c> stand for ids that are there.</param>
/// <param name="Kind">How it says who may.</param>
/// <param name="Needs">What it needs.</param>
/// <param name="Ok">What it answers to whoever may.</param>
/// <param name="Others">What it answers to whoever may do everything with another agent's conversations only.</param>
/// <param name="Body">A JSON body; null for none.</param>
internal sealed record RouteRow(string Method, string Pattern, string Path, RouteKind Kind, ConvLogPermissions Needs, int Ok, int Others, string? Body = null)
{
    /// <summary>The fields of a form; null for none.</summary>
    public (string Name, string Value)[]? Form { get; init; }

    /// <summary>What a page of another site gets where the route is open to everyone.</summary>
    public int Foreign { get; init; } = 200;

    /// <summary>Whether whoever comes next gets another answer, or the same for another reason.</summary>
    public bool IsOnce { get; init; }

    /// <summary>Whether it changes what others are answered, so that it has a host of its own.</summary>
    public bool IsAlone { get; init; }

    /// <summary>Whether its answer does not end by itself.</summary>
    public bool IsStream { get; init; }

    public override string ToString() => $"{Method} {Pattern}";
}
