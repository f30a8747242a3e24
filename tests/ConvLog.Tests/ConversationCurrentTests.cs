using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.Tests;

/// <summary><c>Conversation.Current</c>, <c>MakeCurrent()</c>, and a conversation by constructor injection.</summary>
public class ConversationCurrentTests
{
    [Fact]
    public void A_conversation_is_current_until_the_result_is_disposed_and_then_the_one_before()
    {
        using var outer = Open("outer");
        using var inner = Open("inner");
        Conversation.Current.Should().BeNull();
        using (outer.MakeCurrent())
        {
            using (inner.MakeCurrent())
            {
                Conversation.Current.Should().BeSameAs(inner);
            }

            Conversation.Current.Should().BeSameAs(outer);
        }

        Conversation.Current.Should().BeNull();
        outer.HasEnded.Should().BeFalse("ending a scope ends no conversation");
    }

    [Fact]
    public void Opening_a_conversation_or_a_function_event_makes_none_current()
    {
        using var host = Host();
        using var conv = host.GetRequiredService<IConversationFactory>().Open(new ConversationInfo("c"));
        using var call = conv.BeginFunction("f");

        Conversation.Current.Should().BeNull();
    }

    [Fact]
    public void A_turn_makes_its_conversation_current_until_it_is_disposed()
    {
        using var outer = Open("outer");
        using var inner = Open("inner");
        using (var turn = outer.BeginTurn("hello"))
        {
            using (var nested = inner.BeginTurn())
            {
                Conversation.Current.Should().BeSameAs(inner);
                nested.Complete("said");
                Conversation.Current.Should().BeSameAs(inner, "completing a turn does not end it");
            }

            Conversation.Current.Should().BeSameAs(outer);
            turn.Dispose();
            turn.Dispose();
            Conversation.Current.Should().BeNull();
        }

        Conversation.Current.Should().BeNull();
    }

    [Fact]
    public void A_turn_that_is_left_open_is_not_current_once_its_conversation_has_ended()
    {
        using var outer = Open("outer");
        using var around = outer.MakeCurrent();
        var inner = Open("inner");
        using var turn = inner.BeginTurn();
        inner.Dispose();
        using var late = inner.BeginTurn();

        Conversation.Current.Should().BeSameAs(outer);
    }

    [Fact]
    public async Task A_turn_disposed_on_another_flow_is_left_here_too()
    {
        using var conv = Open("c");
        var turn = conv.BeginTurn();
        await Task.Run(turn.Dispose);

        Conversation.Current.Should().BeNull();
    }

    [Fact]
    public void Its_log_writes_to_the_function_event_that_is_open_in_the_flow()
    {
        using var conv = Open("c");
        using var current = conv.MakeCurrent();
        using var call = conv.BeginFunction("f");
        Conversation.Current!.Log.Info("m");

        call.Entries.Should().ContainSingle();
    }

    [Fact]
    public async Task It_is_current_in_called_methods_and_started_tasks_and_not_in_other_flows()
    {
        using var conv = Open("c");
        var before = Task.Run(static async () =>
        {
            await Task.Yield();
            return Conversation.Current;
        });
        using var current = conv.MakeCurrent();

        (await Task.Run(static () => Conversation.Current)).Should().BeSameAs(conv);
        (await before).Should().BeNull();
        await OpenOtherAsync();
        Conversation.Current.Should().BeSameAs(conv, "an async method changes nothing for its caller");

        static async Task OpenOtherAsync()
        {
            Open("other").MakeCurrent();
            await Task.Yield();
            Conversation.Current!.Info.Id.Should().Be("other");
        }
    }

    [Fact]
    public void Disposed_twice_or_out_of_order_it_leaves_no_other_scope()
    {
        using var a = Open("a");
        using var b = Open("b");
        var first = a.MakeCurrent();
        var second = b.MakeCurrent();
        first.Dispose();
        Conversation.Current.Should().BeNull("what was entered inside is left as well");
        second.Dispose();
        Conversation.Current.Should().BeNull("the one before it was left long ago");

        using var third = a.MakeCurrent();
        second.Dispose();
        first.Dispose();
        Conversation.Current.Should().BeSameAs(a);
    }

    [Fact]
    public async Task Disposed_on_another_flow_it_is_left_here_too()
    {
        using var outer = Open("outer");
        using var inner = Open("inner");
        using var around = outer.MakeCurrent();
        var current = inner.MakeCurrent();
        await Task.Run(current.Dispose);

        Conversation.Current.Should().BeSameAs(outer);
    }

    [Fact]
    public void A_conversation_that_has_ended_is_not_current()
    {
        using var outer = Open("outer");
        var inner = Open("inner");
        using var around = outer.MakeCurrent();
        using var current = inner.MakeCurrent();
        inner.Dispose();
        Conversation.Current.Should().BeSameAs(outer);
        using (inner.MakeCurrent())
        {
            Conversation.Current.Should().BeSameAs(outer, "it had ended before");
        }
    }

    [Fact]
    public void A_flow_that_outlives_a_conversation_does_not_keep_it()
    {
        var (conversation, flow) = Captured();
        for (int i = 0; i < 10 && conversation.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        conversation.IsAlive.Should().BeFalse();
        GC.KeepAlive(flow);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static (WeakReference Conversation, ExecutionContext Flow) Captured()
        {
            var conv = Open("c");
            using var current = conv.MakeCurrent();
            var flow = ExecutionContext.Capture()!;
            conv.Dispose();
            return (new WeakReference(conv), flow);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_service_takes_the_current_one_by_its_constructor_and_its_scope_does_not_dispose_it(bool asynchronously)
    {
        await using var host = Host();
        var factory = host.GetRequiredService<IConversationFactory>();
        await using var conv = factory.Open(new ConversationInfo("c"));
        var scope = host.CreateAsyncScope();
        using (conv.MakeCurrent())
        {
            scope.ServiceProvider.GetRequiredService<Tool>().Conversation.Should().BeSameAs(conv);
        }

        scope.ServiceProvider.GetRequiredService<Conversation>().Should().BeSameAs(conv, "a scope has one");
        if (asynchronously)
        {
            await scope.DisposeAsync();
        }
        else
        {
            scope.Dispose();
        }

        conv.HasEnded.Should().BeFalse();
        conv.Log.Info("m");
        conv.EntriesOutsideTurns.Should().ContainSingle();
    }

    [Fact]
    public async Task Disposing_a_conversation_ends_it_even_while_scopes_still_use_it()
    {
        await using var host = Host();
        var conv = host.GetRequiredService<IConversationFactory>().Open(new ConversationInfo("c"));
        using var current = conv.MakeCurrent();
        var scopes = Enumerable.Range(0, 3).Select(_ => host.CreateScope()).ToList();
        scopes.ForEach(static scope => scope.ServiceProvider.GetRequiredService<Conversation>());
        scopes[1].Dispose();
        scopes[0].Dispose();
        conv.HasEnded.Should().BeFalse();

        conv.Dispose();
        conv.HasEnded.Should().BeTrue("a scope that is still open does not keep it");
        scopes[2].Dispose();
    }

    [Fact]
    public void Where_none_is_current_the_message_says_what_to_call()
    {
        using var host = Host();
        using var scope = host.CreateScope();
        using var open = Open("open, but not current");

        scope.ServiceProvider.Invoking(static services => services.GetRequiredService<Tool>()).Should().Throw<InvalidOperationException>()
            .WithMessage("*IConversationFactory.Open*MakeCurrent()*");
        using (open.MakeCurrent())
        {
            scope.ServiceProvider.GetRequiredService<Tool>().Conversation.Should().BeSameAs(open, "the scope works once there is one");
        }
    }

    [Fact]
    public async Task Requests_at_the_same_time_have_one_each()
    {
        await using var host = Host();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Task.Run(async () =>
        {
            await using var conv = host.GetRequiredService<IConversationFactory>().Open(new ConversationInfo($"c{number}"));
            using var current = conv.MakeCurrent();
            await using var scope = host.CreateAsyncScope();
            await Task.Yield();
            scope.ServiceProvider.GetRequiredService<Tool>().Conversation.Should().BeSameAs(conv);
        })));
    }

    private static Conversation Open(string id) => new(new ConversationInfo(id), new InMemorySink());

    private static ServiceProvider Host() => new ServiceCollection().AddSingleton<ILogSink>(new InMemorySink()).AddScoped<Tool>().AddConvLog()
        .BuildServiceProvider(validateScopes: true);

    private sealed class Tool(Conversation conversation)
    {
        public Conversation Conversation { get; } = conversation;
    }
}
