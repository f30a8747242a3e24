using ConvLog.Records;

namespace ConvLog.AspNetCore.Review;

/// <summary>Function events with those called inside them right after them.</summary>
internal static class CallTree
{
    /// <summary>Deeper ones are shown as deep as this.</summary>
    private const int MaxDepth = 6;

    public static IReadOnlyList<NestedCall> Of(IReadOnlyList<FunctionEventView> calls)
    {
        var byId = calls.DistinctBy(static call => call.Id, StringComparer.Ordinal).ToDictionary(static call => call.Id, StringComparer.Ordinal);
        var children = calls.ToLookup(call => ParentOf(call, byId)?.Id, StringComparer.Ordinal);
        var ordered = new List<NestedCall>(calls.Count);
        var open = new Stack<NestedCall>(children[null].Reverse().Select(static call => new NestedCall(call, 0, Parent: null)));
        while (open.TryPop(out var next))
        {
            ordered.Add(next);
            foreach (var child in children[next.Call.Id].Reverse())
            {
                open.Push(new NestedCall(child, Math.Min(next.Depth + 1, MaxDepth), next.Call));
            }
        }

        // A circle of parents has no beginning: what is in one still has to be seen.
        var seen = ordered.Select(static nested => nested.Call).ToHashSet(ReferenceEqualityComparer.Instance);
        return [.. ordered, .. calls.Where(call => !seen.Contains(call)).Select(static call => new NestedCall(call, 0, Parent: null))];
    }

    private static FunctionEventView? ParentOf(FunctionEventView call, Dictionary<string, FunctionEventView> byId)
        => call.ParentId is { } parentId && byId.TryGetValue(parentId, out var parent) && !ReferenceEquals(parent, call) ? parent : null;
}

/// <summary>A function event, how deep inside others it was called, and the one it was called from.</summary>
internal sealed record NestedCall(FunctionEventView Call, int Depth, FunctionEventView? Parent);
