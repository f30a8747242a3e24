using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace ConvLog.AspNetCore.Pages;

/// <summary>
/// Passes a page its model. Components written as .razor files are public classes whose parameters must be public, too; cascading values need not be, so that
/// the models remain internal.
/// </summary>
internal sealed class PageHost<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] TPage, TModel> : ComponentBase
    where TPage : IComponent
{
    [Parameter]
    [EditorRequired]
    public ConsolePage Page { get; set; } = null!;

    [Parameter]
    [EditorRequired]
    public TModel Model { get; set; } = default!;

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenComponent<CascadingValue<ConsolePage>>(0);
        builder.AddComponentParameter(1, nameof(CascadingValue<>.Value), Page);
        builder.AddComponentParameter(2, nameof(CascadingValue<>.IsFixed), value: true);
        builder.AddComponentParameter(3, nameof(CascadingValue<>.ChildContent), (RenderFragment)BuildModel);
        builder.CloseComponent();
    }

    private void BuildModel(RenderTreeBuilder builder)
    {
        builder.OpenComponent<CascadingValue<TModel>>(0);
        builder.AddComponentParameter(1, nameof(CascadingValue<>.Value), Model);
        builder.AddComponentParameter(2, nameof(CascadingValue<>.IsFixed), value: true);
        builder.AddComponentParameter(3, nameof(CascadingValue<>.ChildContent), (RenderFragment)BuildPage);
        builder.CloseComponent();
    }

    private static void BuildPage(RenderTreeBuilder builder)
    {
        builder.OpenComponent<TPage>(0);
        builder.CloseComponent();
    }
}
