using ConvLog.AspNetCore.Api.Parameters;

namespace ConvLog.AspNetCore.Api;

/// <summary>A parameter of a route: what reads it and what the OpenAPI document says of it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it means, with its unit, range and default.</param>
internal abstract record ApiParameter(string Name, string Description)
{
    /// <summary>Whether it stands in the path.</summary>
    public virtual bool IsInPath => false;

    /// <summary>Whether it must be given.</summary>
    public bool IsRequired { get; init; }

    /// <summary>A value, for the document.</summary>
    public string? Example { get; init; }

    /// <summary>Its field in the console's form of filters; null where it has none there.</summary>
    public FormField? Field { get; init; }

    /// <summary>What the console calls it where its form has no field for it; null for its name.</summary>
    public string? Label { get; init; }

    /// <summary>Its JSON Schema, as it stands in the document.</summary>
    public abstract string Schema { get; }

    /// <summary>Whether it goes by this name in a query.</summary>
    public virtual bool IsCalled(string name) => !IsInPath && string.Equals(Name, name, StringComparison.Ordinal);

    /// <summary>Its text; null where it is not given.</summary>
    /// <exception cref="ApiProblemException">It is given twice, or not where it must be.</exception>
    protected string? TextOf(ApiCall call)
    {
        if (!call.Context.Request.Query.TryGetValue(Name, out var values))
        {
            return IsRequired ? throw ApiProblemException.Invalid(Name, $"{Name} is missing. {Description}") : null;
        }

        return values is [{ } text] ? text : throw ApiProblemException.Invalid(Name, $"{Name} is given {values.Count} times; give it once.");
    }

    /// <summary>Says that a value cannot be meant.</summary>
    protected ApiProblemException Wrong(string text, string expected)
        => ApiProblemException.Invalid(Name, $"{Name} is \"{ConvLog.AspNetCore.Text.Printable.Line(text, 64)}\"; it must be {expected}.");
}
