namespace ConvLog.AspNetCore.Pages.List;

/// <summary>A filter that can be typed into the search box of the list, as <c>word:value</c>.</summary>
/// <param name="Word">The word before the colon.</param>
/// <param name="Parameter">The parameter of the list that it sets.</param>
/// <param name="Help">A description of the matches.</param>
/// <param name="Value">The typed value; null if the parameter accepts any. Several rows can have the same word and different values.</param>
/// <param name="Sets">The parameter's value in place of the typed one.</param>
/// <param name="SetsNegated">The parameter's value for the negated filter; null if <c>not_</c> negates it, or if it cannot be negated.</param>
internal sealed record SearchBoxFilter(string Word, string Parameter, string Help, string? Value = null, string? Sets = null, string? SetsNegated = null)
{
    /// <summary>The range that its value describes; null if it is one value.</summary>
    public SearchBoxRange? Range { get; init; }

    /// <summary>A value as an example; null if the value is known or a name.</summary>
    public string? Example { get; init; }
}
