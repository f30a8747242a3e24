using ConvLog.Storage;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Parts;

/// <summary>The first problem, in one line of a list: where, with which status, and the message or error type.</summary>
public partial class FirstProblemLine
{
    private FirstProblem Problem { get; init; } = null!;

    internal static RenderFragment Of(FirstProblem problem)
        => new FirstProblemLine { Problem = problem }.BuildRenderTree;
}
