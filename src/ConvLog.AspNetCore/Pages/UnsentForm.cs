using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages;

/// <summary>A form of a visitor whose session ended while they filled it in.</summary>
/// <param name="Address">The target of the form.</param>
/// <param name="Fields">The fields in order.</param>
internal sealed record UnsentForm(string Address, IReadOnlyList<(string Name, string Value)> Fields)
{
    private const int LongestOfControl = 60;

    public static UnsentForm Of(string address, IFormCollection form)
        => new(address, [.. form.SelectMany(static field => field.Value.Select(value => (field.Key, value ?? "")))]);

    /// <summary>Whether a value is a text that was written, not the value of a button or a list.</summary>
    public static bool IsText(string value) => value.Length > LongestOfControl || value.Contains(' ', StringComparison.Ordinal)
        || value.Contains('\n', StringComparison.Ordinal);
}
