using Microsoft.Extensions.AI;

namespace ConvLog.Extensions.AI.Models;

/// <summary>Checks the kinds of contents in a list. Called for each part of a stream, so it allocates no enumerator.</summary>
internal static class ContentKinds
{
    /// <summary>Whether any content is of a kind.</summary>
    public static bool HasAny<T>(this IList<AIContent> contents)
        where T : AIContent
    {
        for (int i = 0; i < contents.Count; i++)
        {
            if (contents[i] is T)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether any content is of another kind.</summary>
    public static bool HasOtherThan<T>(this IList<AIContent> contents)
        where T : AIContent
    {
        for (int i = 0; i < contents.Count; i++)
        {
            if (contents[i] is not T)
            {
                return true;
            }
        }

        return false;
    }
}
