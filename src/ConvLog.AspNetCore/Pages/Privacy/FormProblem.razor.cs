using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Privacy;

/// <summary>The validation message of a field.</summary>
public partial class FormProblem
{
    private string? Problem { get; init; }

    private string Id { get; init; } = "";

    internal static RenderFragment Of(string? problem, string id)
        => new FormProblem { Problem = problem, Id = id }.BuildRenderTree;
}
