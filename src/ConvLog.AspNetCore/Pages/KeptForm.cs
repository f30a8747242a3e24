using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages;

/// <summary>A form of someone who was signed out while they filled it in.</summary>
/// <param name="Address">Where it was sent.</param>
/// <param name="Fields">What it says, in order.</param>
internal sealed record KeptForm(string Address, IReadOnlyList<(string Name, string Value)> Fields)
{
    private const int LongestOfControl = 60;

    public static KeptForm Of(string address, IFormCollection form)
        => new(address, [.. form.SelectMany(static field => field.Value.Select(value => (field.Key, value ?? "")))]);

    /// <summary>Whether a value is a text that someone wrote rather than what a button or a list sends.</summary>
    public static bool IsText(string value) => value.Length > LongestOfControl || value.Contains(' ', StringComparison.Ordinal)
        || value.Contains('\n', StringComparison.Ordinal);
}
