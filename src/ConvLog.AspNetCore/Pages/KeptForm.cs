using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages;

/// <summary>A form whose sender was signed out while filling it in.</summary>
/// <param name="Address">The address it was sent to.</param>
/// <param name="Fields">Its fields, in order.</param>
internal sealed record KeptForm(string Address, IReadOnlyList<(string Name, string Value)> Fields)
{
    private const int LongestOfControl = 60;

    public static KeptForm Of(string address, IFormCollection form)
        => new(address, [.. form.SelectMany(static field => field.Value.Select(value => (field.Key, value ?? "")))]);

    /// <summary>Whether a value is a text that a person wrote, rather than the value of a button or a list.</summary>
    public static bool IsText(string value) => value.Length > LongestOfControl || value.Contains(' ', StringComparison.Ordinal)
        || value.Contains('\n', StringComparison.Ordinal);
}
