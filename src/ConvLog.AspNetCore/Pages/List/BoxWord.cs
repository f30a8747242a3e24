namespace ConvLog.AspNetCore.Pages.List;

/// <summary>A filter that can be typed into the search box of the list, as <c>word:value</c>.</summary>
/// <param name="Word">What is typed before the colon.</param>
/// <param name="Parameter">The parameter of the list that it sets.</param>
/// <param name="Help">What it finds.</param>
/// <param name="Value">The value that is typed; null where the parameter takes any. Several rows can have the same word and different values.</param>
/// <param name="Sets">The value that the parameter gets instead of the typed one.</param>
/// <param name="SetsNegated">The value that the parameter gets where the filter is negated; null where <c>not_</c> negates it, if anything does.</param>
internal sealed record BoxWord(string Word, string Parameter, string Help, string? Value = null, string? Sets = null, string? SetsNegated = null);
