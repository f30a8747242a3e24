using System.Diagnostics;
using ConvLog.Records;
using FakeItEasy;
using Microsoft.Extensions.DependencyInjection;
using Moq;
using NSubstitute;

namespace ConvLog.Tests.Hosting;

/// <summary>A sink is never trusted: its exceptions lose its own records only and affect neither the host nor another sink.</summary>
public class RegisteredSinksTests
{
    public static TheoryData<string, Func<ILogSink>> Doubles => new()
    {
        // Its proxies (Castle.Core) cannot call a default interface member, and throw.
        { "NSubstitute", () => Substitute.For<ILogSink>() },
        { "Moq", () => new Mock<ILogSink>().Object },
        { "Moq, strict", () => new Mock<ILogSink>(MockBehavior.Strict).Object },
        { "Moq, calling the defaults", () => new Mock<ILogSink> { CallBase = true }.Object },
        { "FakeItEasy", () => A.Fake<ILogSink>() },
        { "FakeItEasy, strict", () => A.Fake<ILogSink>(static options => options.Strict()) },
        { "by hand", () => new ThrowingSink() },
    };

    [Theory]
    [MemberData(nameof(Doubles), DisableDiscoveryEnumeration = true)]
    public async Task A_throwing_sink_affects_neither_the_host_nor_another_sink(string name, Func<ILogSink> make)
    {
        var other = new InMemorySink();
        var host = new ServiceCollection().AddFakeLogging().AddSingleton(make()).AddSingleton<ILogSink>(other).AddConvLog().BuildServiceProvider();
        var watch = Stopwatch.StartNew();
        await using (var conv = host.GetRequiredService<IConversationFactory>().Open(new ConversationInfo("c")))
        {
            using var turn = conv.BeginTurn("hi");
            conv.RunFunction("f", () => conv.Log.Info("m"));
            conv.SetState("k", 1);
            conv.LogApiResponse("GET", "https://x.example", 200, TimeSpan.Zero);
            turn.BeginModelCall("m").Complete(response: null);
            turn.Complete("bye");
            await conv.FlushAsync();
        }

        await host.DisposeAsync();

        other.Entries.Should().ContainSingle(name);
        other.Turns.Should().ContainSingle().Which.EndedAt.Should().NotBeNull();
        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(8), "nobody waits for what a sink threw away");
    }

    [Fact]
    public async Task An_exception_of_every_member_is_reported_once_with_the_members_name()
    {
        await using var host = new ServiceCollection().AddFakeLogging().AddSingleton<ILogSink>(new ThrowingSink()).AddConvLog().BuildServiceProvider();
        await using (var conv = host.GetRequiredService<IConversationFactory>().Open(new ConversationInfo("c")))
        {
            conv.Log.Info("m");
            conv.Log.Info("m");
            await conv.FlushAsync();
        }

        string[] lines = [.. host.GetFakeLogCollector().GetSnapshot().Where(static line => line.Id.Id == 1).Select(static line => line.Message)];
        lines.Should().OnlyHaveUniqueItems().And.Contain(static line => line.Contains("NeverWaits", StringComparison.Ordinal))
            .And.Contain(static line => line.Contains("Emit", StringComparison.Ordinal))
            .And.OnlyContain(static line => line.Contains("ThrowingSink", StringComparison.Ordinal) && !line.Contains("Jane", StringComparison.Ordinal));
    }

    [Fact]
    public void A_sink_registered_twice_gets_every_record_once()
    {
        var sink = new InMemorySink();
        using var host = new ServiceCollection().AddSingleton<ILogSink>(sink).AddConvLog(options => options.Sinks.Add(sink)).BuildServiceProvider();
        using (var conv = host.GetRequiredService<IConversationFactory>().Open(new ConversationInfo("c")))
        {
            conv.Log.Info("m");
        }

        sink.Entries.Should().ContainSingle();
    }

    [Fact]
    public async Task A_conversation_without_a_host_tolerates_a_throwing_sink_too()
    {
        await using var conv = new Conversation(new ConversationInfo("c"), new ThrowingSink(), new ConversationOptions { Logger = new FakeLogger() });
        conv.Log.Info("m");

        (await conv.FlushAsync()).Pending.Should().Be(0);
    }

    private sealed class ThrowingSink : ILogSink
    {
        public bool NeverWaits => throw Error();

        public bool FlushHeedsToken => throw Error();

        public void Emit(LogEntry entry) => throw Error();

        public void EmitApiResponse(ApiResponseEntry response) => throw Error();

        public void TurnBegan(TurnSnapshot turn) => throw Error();

        public void TurnEnded(TurnSnapshot turn) => throw Error();

        public void TurnRevised(TurnSnapshot turn) => throw Error();

        public void FunctionBegan(FunctionSnapshot call) => throw Error();

        public void FunctionRevised(FunctionSnapshot call) => throw Error();

        public void FunctionEnded(FunctionSnapshot call) => throw Error();

        public void ModelCallBegan(ModelCallSnapshot call) => throw Error();

        public void ModelCallEnded(ModelCallSnapshot call) => throw Error();

        public void Record(StoreRecord record) => throw Error();

        public ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => throw Error();

        public ValueTask<FlushResult> TryFlushAsync(CancellationToken cancellationToken = default) => throw Error();

        public override bool Equals(object? obj) => throw Error();

        public override int GetHashCode() => throw Error();

        private static InvalidOperationException Error() => new("Jane Doe");
    }
}
