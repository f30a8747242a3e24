using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>Hidden fields that keep parameters without a visible field in a form.</summary>
public partial class HiddenFields
{
    private IReadOnlyList<(string Name, string? Value)> Fields { get; init; } = [];

    internal static RenderFragment Of(params (string Name, string? Value)[] fields) => new HiddenFields { Fields = fields }.BuildRenderTree;
}
