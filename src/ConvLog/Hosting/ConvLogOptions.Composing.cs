using ConvLog.Hosting;

namespace ConvLog;

/// <content>How the calls that set options make one set of them, and how other packages extend it.</content>
public sealed partial class ConvLogOptions
{
    private static readonly TimeSpan s_longestWait = TimeSpan.FromDays(24);

    private List<IConvLogExtension> _extensions = [];

    /// <summary>
    /// Whether agents may differ between openings of a conversation as far as this host knows; a store made with these options decides by
    /// <see cref="AllowAgentHandover"/>.
    /// </summary>
    internal bool LeavesAgentsToStore { get; set; } = true;

    internal IReadOnlyList<IConvLogExtension> Extensions => _extensions;

    /// <summary>
    /// The options of a package that extends these, created at the first use. From then on <c>AddConvLog</c> registers that package's services too.
    /// </summary>
    internal T Extension<T>()
        where T : class, IConvLogExtension, new()
    {
        // Services that a host creates at the same time may both be the first to ask.
        lock (_extensions)
        {
            if (_extensions.OfType<T>().FirstOrDefault() is not { } extension)
            {
                _extensions.Add(extension = new T());
            }

            return extension;
        }
    }

    /// <summary>The same options, to be changed apart from these.</summary>
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

    /// <summary>Sets what the host's configuration says.</summary>
    /// <returns>What is wrong with its values, a sentence each.</returns>
    internal IEnumerable<string> Bind(ConfiguredValues values) =>
    [
        .. values.Bind("", this),
        .. Limits is null ? [] : values.Bind(nameof(Limits), Limits),
        .. values.Bind(nameof(Privacy), Privacy),
        .. values.BindList(nameof(Scores), Scores),
        .. _extensions.SelectMany(extension => extension.Bind(values)),
    ];

    /// <summary>What is wrong with the options, a sentence each.</summary>
    /// <param name="registered">The options as <c>AddConvLog</c> left them, by which services were registered.</param>
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
