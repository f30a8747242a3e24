using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Api.Shapes;

/// <summary>Counts of the values in a list of conversations.</summary>
internal readonly struct FacetsJson(ConversationFacets facets)
{
    public long Counted => facets.Counted;
    public bool IsComplete => facets.IsComplete;
    public IEnumerable<FacetCountJson> Agents => Of(facets.Agents);
    public IEnumerable<FacetCountJson> Functions => Of(facets.Functions);
    public IEnumerable<FacetCountJson> Channels => Of(facets.Channels);
    public IEnumerable<FacetCountJson> Variants => Of(facets.Variants);
    public IEnumerable<FacetCountJson> Labels => Of(facets.Labels);
    public IEnumerable<FacetCountJson> Assignees => Of(facets.Assignees);
    public FacetProblemsJson Problems => new(facets.Problems);
    public FacetRatingsJson Ratings => new(facets.Liked, facets.Disliked);

    private static IEnumerable<FacetCountJson> Of(IReadOnlyList<FacetCount> counts) => counts.Select(static count => new FacetCountJson(count));
}

/// <summary>How many conversations have a value.</summary>
internal readonly struct FacetCountJson(FacetCount count)
{
    public string Value => count.Value;
    public long Conversations => count.Conversations;
}

/// <summary>How many conversations have problems, by kind.</summary>
internal readonly struct FacetProblemsJson(IReadOnlyDictionary<ProblemKinds, long> problems)
{
    public long Turn => problems.GetValueOrDefault(ProblemKinds.Turn);
    public long Function => problems.GetValueOrDefault(ProblemKinds.Function);
    public long Model => problems.GetValueOrDefault(ProblemKinds.Model);
    public long Api => problems.GetValueOrDefault(ProblemKinds.Api);
    public long Entry => problems.GetValueOrDefault(ProblemKinds.Entry);
    public long Loss => problems.GetValueOrDefault(ProblemKinds.Loss);
}

/// <summary>How many conversations have ratings.</summary>
internal sealed record FacetRatingsJson(long Like, long Dislike);
