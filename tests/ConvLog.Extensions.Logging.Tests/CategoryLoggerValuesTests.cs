using System.Collections;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.Extensions.Logging.Tests;

/// <summary>Values of messages and scopes that are unreadable or have reserved keys.</summary>
public sealed class CategoryLoggerValuesTests : IDisposable
{
    private readonly InMemorySink _sink = new();
    private readonly Conversation _conversation;
    private readonly IDisposable _current;
    private readonly ServiceProvider _host;
    private readonly ILogger _logger;

    public CategoryLoggerValuesTests()
    {
        _conversation = new Conversation(new ConversationInfo("c"), _sink);
        _current = _conversation.MakeCurrent();
        _host = new ServiceCollection().AddLogging(static logging => logging.AddConvLog(static options => options.IsVisible = static (_, _) => true))
            .BuildServiceProvider();
        _logger = _host.GetRequiredService<ILoggerFactory>().CreateLogger("Shop");
    }

    private LogEntry Entry => _sink.Entries.Should().ContainSingle().Subject;

    private IEnumerable<string> Fields => Entry.Fields.Select(static one => one.ToString()!);

    [Fact]
    public void A_scope_whose_text_throws_loses_only_itself()
    {
        using (_logger.BeginScope(new Dictionary<string, object?>(StringComparer.Ordinal) { ["outer"] = 1 }))
        using (_logger.BeginScope(new BrokenText()))
        using (_logger.BeginScope("inner"))
        {
            _logger.LogError("Failed {Id}", 7);
        }

        (Entry.Level, Entry.Content).Should().Be((EntryLevel.Error, "Failed {Id}"));
        Fields.Should().Equal("category=Shop", "Id=7", "outer=1", "scope=[unreadable: ObjectDisposedException]", "scope_2=inner");
        _conversation.Losses.Dropped.Should().BeEmpty();
    }

    [Fact]
    public void A_scope_whose_enumerator_throws_keeps_what_it_gave_before()
    {
        using (_logger.BeginScope(new BrokenPairs()))
        using (_logger.BeginScope(new Dictionary<string, object?>(StringComparer.Ordinal) { ["inner"] = 2 }))
        {
            _logger.LogWarning("m");
        }

        Fields.Should().Equal("category=Shop", "first=1", "scope=[unreadable: ObjectDisposedException]", "inner=2");
    }

    [Fact]
    public void A_state_whose_values_throw_keeps_the_others_and_its_text()
    {
        _logger.Log(LogLevel.Error, default, new BrokenList(), exception: null, static (_, _) => "m");

        Entry.Level.Should().Be(EntryLevel.Error);
        Fields.Should().Equal("category=Shop", "first=1", "state=[unreadable: ObjectDisposedException]", "third=3", "message=[redacted]");
    }

    [Fact]
    public void A_state_whose_enumerator_throws_keeps_what_it_gave_before()
    {
        _logger.Log(LogLevel.Error, default, new BrokenPairs(), new FormatException("f"), static (_, _) => throw new ObjectDisposedException("request"));

        Entry.Content.Should().Be("[unreadable: ObjectDisposedException]");
        Fields.Should().Contain(["first=1", "state=[unreadable: ObjectDisposedException]", "exception=System.FormatException"]);
    }

    [Fact]
    public void A_template_with_too_few_values_is_an_entry_with_the_given_ones()
    {
#pragma warning disable CA2017, CA2023 // The mistake under test.
        _logger.LogError("Order {Id} of {User} failed", 5);
#pragma warning restore CA2017, CA2023

        Entry.Content.Should().Be("Order {Id} of {User} failed");
        Fields.Should().Equal("category=Shop", "Id=5", "state=[unreadable: IndexOutOfRangeException]");
    }

    [Fact]
    public void Placeholders_and_scope_keys_do_not_override_the_entrys_own_fields()
    {
        using (_logger.BeginScope(new Dictionary<string, object?>(StringComparer.Ordinal) { ["category"] = "s", ["exception_message"] = "s", ["event"] = 1 }))
        {
            var failure = new InvalidOperationException("x");
            _logger.LogError(new EventId(3, "Paying"), failure, "{exception} {exception_stack} {category} {message}", "a", "b", "c", "d");
        }

        Entry.Fields["exception"].Should().Be("System.InvalidOperationException");
        Entry.Fields["exception_message"].Should().Be("x");
        ((string)Entry.Fields["exception_stack"]!).Should().StartWith("System.InvalidOperationException: x");
        Fields.Should().Contain(["category=Shop", "event=Paying", "field_exception=a", "field_exception_stack=b", "field_category=c", "field_message=d",
            "field_exception_message=s", "field_event=1"]);
    }

    [Fact]
    public void Without_an_exception_or_event_their_keys_are_free()
    {
        _logger.LogInformation("{exception} {event}", "a", "b");

        Fields.Should().Equal("category=Shop", "exception=a", "event=b");
    }

    [Fact]
    public void All_text_scopes_are_kept()
    {
        using (_logger.BeginScope("one"))
        using (_logger.BeginScope("two"))
        using (_logger.BeginScope(3))
        {
            _logger.LogInformation("m {scope}", "own");
        }

        Fields.Should().Equal("category=Shop", "scope=own", "scope_2=one", "scope_3=two", "scope_4=3");
    }

    public void Dispose()
    {
        _current.Dispose();
        _conversation.Dispose();
        _host.Dispose();
    }

    private sealed class BrokenText
    {
        public override string ToString() => throw new ObjectDisposedException("request");
    }

    private sealed class BrokenPairs : IEnumerable<KeyValuePair<string, object?>>
    {
        public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
        {
            yield return new("first", 1);
            throw new ObjectDisposedException("request");
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public override string ToString() => throw new ObjectDisposedException("request");
    }

    private sealed class BrokenList : IReadOnlyList<KeyValuePair<string, object?>>
    {
        public int Count => 4;

        public KeyValuePair<string, object?> this[int index] => index switch
        {
            0 => new("first", 1),
            1 => throw new ObjectDisposedException("request"),
            2 => new("third", 3),
            _ => new("{OriginalFormat}", new string(['m', Convert.ToChar(33)])),
        };

        public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => throw new ObjectDisposedException("request");

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
