namespace ConvLog.AspNetCore.Api;

/// <summary>A parameter of a route: how it is read and how the OpenAPI document describes it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">Its meaning, with unit, range and default.</param>
internal abstract record ApiParameter(string Name, string Description)
{
    /// <summary>Whether it is a part of the path.</summary>
    public virtual bool IsInPath => false;

    /// <summary>Whether it is required.</summary>
    public bool IsRequired { get; init; }

    /// <summary>An example for the OpenAPI document.</summary>
    public string? Example { get; init; }

    /// <summary>Its label in the console; null for its name.</summary>
    public string? Label { get; init; }

    /// <summary>The labels of the words that it accepts, in the console; empty if it accepts more than a few words.</summary>
    public IReadOnlyList<(string Word, string Label)> Labels { get; init; } = [];

    /// <summary>Its JSON Schema, as written to the OpenAPI document.</summary>
    public abstract string Schema { get; }

    /// <summary>Whether a name in a query is the name of this parameter.</summary>
    public virtual bool IsCalled(string name) => !IsInPath && string.Equals(Name, name, StringComparison.Ordinal);

    /// <summary>Its text; null if it is missing.</summary>
    /// <exception cref="ApiProblemException">It is given twice, or is missing although it is required.</exception>
    protected string? TextOf(ApiCall call)
    {
        if (!call.Context.Request.Query.TryGetValue(Name, out var values))
        {
            return IsRequired ? throw ApiProblemException.Invalid(Name, $"{Name} is missing. {Description}") : null;
        }

        return values is [{ } text] ? text : throw ApiProblemException.Invalid(Name, $"{Name} is given {values.Count} times; give it once.");
    }

    /// <summary>The problem of an invalid value.</summary>
    protected ApiProblemException InvalidValue(string text, string expected)
        => ApiProblemException.Invalid(Name, $"{Name} is \"{ConvLog.AspNetCore.Text.Printable.Line(text, 64)}\"; it must be {expected}.");
}
