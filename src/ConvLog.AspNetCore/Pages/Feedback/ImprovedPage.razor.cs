using ConvLog.Records;
using Microsoft.AspNetCore.Components;

namespace ConvLog.AspNetCore.Pages.Feedback;

/// <summary>The page of improved answers.</summary>
public partial class ImprovedPage
{
    [CascadingParameter]
    internal ConsolePage Page { get; set; } = null!;

    [CascadingParameter]
    internal FeedbackListing<AnnotatedTurn> Listing { get; set; } = null!;

    private static string Id(AnnotatedTurn annotated) => $"a-{annotated.Annotation.Id:N}";

    private string Export(string format)
        => Page.Paths.ImprovedFile(Listing.Address.Query($"format={format}", Listing.Request.Query.From, Listing.Request.Query.To));
}
