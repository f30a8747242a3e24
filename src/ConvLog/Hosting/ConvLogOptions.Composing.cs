using ConvLog.Hosting;

namespace ConvLog;

/// <content>How several calls contribute to one set of options, and how other packages extend it.</content>
public sealed partial class ConvLogOptions
{
    private static readonly TimeSpan s_longestWait = TimeSpan.FromDays(24);

    private List<IConvLogExtension> _extensions = [];

    /// <summary>
    /// Whether this host lets openings of a conversation have different agents; a store created with these options then decides by
    /// <see cref="AllowAgentHandover"/>.
    /// </summary>
    internal bool LeavesAgentsToStore { get; set; } = true;

    internal IReadOnlyList<IConvLogExtension> Extensions => _extensions;

    /// <summary>
    /// The options of a package that extends these, created on first use. After that, <c>AddConvLog</c> also registers the services of that package.
    /// </summary>
    internal T Extension<T>()
        where T : class, IConvLogExtension, new()
    {
        // Services that a host creates concurrently may both be the first to request it.
        lock (_extensions)
        {
            if (_extensions.OfType<T>().FirstOrDefault() is not { } extension)
            {
                _extensions.Add(extension = new T());
            }

            return extension;
        }
    }

    /// <summary>A copy of the options that can be changed independently.</summary>
    internal ConvLogOptions Copy()
    {
        var copy = (ConvLogOptions)MemberwiseClone();
        copy.Limits = Limits?.Copy()!;
        copy.Privacy = Privacy.Copy();
        copy.Sinks = [.. Sinks];
        copy.Scores = [.. Scores];
        copy.FeedbackReasons = [.. FeedbackReasons];
        copy._extensions = [.. _extensions.Select(static extension => extension.Copy())];
        return copy;
    }

    /// <summary>Sets the options from the host's configuration.</summary>
    /// <returns>The problems with its values, one sentence each.</returns>
    internal IEnumerable<string> Bind(ConfiguredValues values) =>
    [
        .. values.Bind("", this),
        .. Limits is null ? [] : values.Bind(nameof(Limits), Limits),
        .. values.Bind(nameof(Privacy), Privacy),
        .. values.BindList(nameof(Scores), Scores),
        .. _extensions.SelectMany(extension => extension.Bind(values)),
    ];

    /// <summary>The problems with the options, one sentence each.</summary>
    /// <param name="registered">The options after <c>AddConvLog</c>, which determined the registered services.</param>
    internal IEnumerable<string> Problems(ConvLogOptions registered)
    {
        if (Limits is null)
        {
            yield return "ConvLogOptions.Limits takes limits, not null. Leave it alone for the defaults.";
        }

        if (Sinks.Contains(null!))
        {
            yield return "ConvLogOptions.Sinks takes sinks, not null.";
        }

        if (IdleTimeout <= TimeSpan.Zero)
        {
            yield return $"ConvLogOptions.IdleTimeout takes more than zero, not {IdleTimeout}.";
        }

        if (MaximumWait <= TimeSpan.Zero)
        {
            yield return $"ConvLogOptions.MaximumWait takes more than zero, not {MaximumWait}.";
        }

        if (DisposeTimeout < TimeSpan.Zero || DisposeTimeout > s_longestWait)
        {
            yield return $"ConvLogOptions.DisposeTimeout takes zero to {s_longestWait}, not {DisposeTimeout}.";
        }

        if (StopTimeout < TimeSpan.Zero || StopTimeout > s_longestWait)
        {
            yield return $"ConvLogOptions.StopTimeout takes zero to {s_longestWait}, not {StopTimeout}.";
        }

        if (MaximumLinger < TimeSpan.Zero || MaximumLinger > s_longestWait)
        {
            yield return $"ConvLogOptions.MaximumLinger takes zero to {s_longestWait}, not {MaximumLinger}.";
        }

        foreach (string problem in ScoreProblems())
        {
            yield return problem;
        }

        foreach (string problem in Privacy.Problems().Concat(_extensions.SelectMany(extension => extension.Problems(registered))))
        {
            yield return problem;
        }
    }

    private IEnumerable<string> ScoreProblems()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var score in Scores)
        {
            string? problem = score is null
                ? "it takes definitions, not null." : score.Problem ?? (names.Add(score.Name) ? null : $"the score {score.Name} is defined twice.");
            if (problem is not null)
            {
                yield return $"ConvLogOptions.Scores: {problem}";
            }
        }

        foreach (string reason in FeedbackReasons)
        {
            if (string.IsNullOrWhiteSpace(reason) || reason.AsSpan().ContainsAnyInRange('\0', '\u001F'))
            {
                yield return $"ConvLogOptions.FeedbackReasons takes words or phrases on one line, not \"{reason}\".";
            }
        }
    }
}
