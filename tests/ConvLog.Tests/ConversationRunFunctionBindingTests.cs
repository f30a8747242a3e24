namespace ConvLog.Tests;

/// <summary>Overload resolution of functions run in an event, in C# 12, 13 and 14.</summary>
public class ConversationRunFunctionBindingTests
{
    [Theory]
    [InlineData("conv.RunFunction(\"f\", async () => { await Task.Yield(); });")]
    [InlineData("conv.RunFunction(\"f\", async () => { await Task.Yield(); return 1; });")]
    [InlineData("conv.RunFunction(\"f\", async call => await Task.Yield());")]
    [InlineData("conv.RunFunction(\"f\", async call => { await Task.Yield(); return call.Name; }, \"call_7\");")]
    [InlineData("conv.RunFunction(\"f\", () => Task.CompletedTask);")]
    [InlineData("conv.RunFunction(\"f\", call => Task.FromResult(1), arguments: new { a = 1 });")]
    [InlineData("conv.RunFunction(\"f\", async () => { await Task.Yield(); throw new TimeoutException(); });")]
    [InlineData("static Task<int> Compute() => Task.FromResult(1); conv.RunFunction(\"f\", Compute);")]
    public void An_asynchronous_function_does_not_run_synchronously(string statement)
    {
        foreach (var version in AuthorCode.Versions)
        {
            AuthorCode.Errors(statement, version).Should().NotBeEmpty("{0} must refuse it", version);
        }

        AuthorCode.Errors(statement, AuthorCode.Versions[^1]).Should().ContainSingle().Which.Should()
            .Contain("use RunFunctionAsync and await it", "it says what to write instead");
    }

    [Theory]
    [InlineData("int number = conv.RunFunction(\"f\", () => 1);")]
    [InlineData("string result = conv.RunFunction(\"f\", call => call.Name, \"call_7\", new { a = 1 });")]
    [InlineData("conv.RunFunction(\"f\", () => { });")]
    [InlineData("conv.RunFunction(\"f\", call => { call.Complete(1); });")]
    [InlineData("conv.RunFunction(\"f\", () => throw new TimeoutException());")]
    [InlineData("conv.RunFunction(\"f\", call => { throw new TimeoutException(); });")]
    [InlineData("string? nothing = conv.RunFunction(\"f\", () => (string?)null);")]
    [InlineData("static int Compute() => 1; static void Do(FunctionEvent call) { } int number = conv.RunFunction(\"f\", Compute); conv.RunFunction(\"f\", Do);")]
    public void A_synchronous_function_runs_as_it_is_written(string statement) => Compiles(statement);

    [Theory]
    [InlineData("int number = await conv.RunFunctionAsync(\"f\", async call => { await Task.Yield(); return 1; }, callId: \"c\", arguments: new { a = 1 });")]
    [InlineData("int number = await conv.RunFunctionAsync(\"f\", async () => { await Task.Yield(); return 1; });")]
    [InlineData("await conv.RunFunctionAsync(\"f\", async call => await Task.Yield());")]
    [InlineData("await conv.RunFunctionAsync(\"f\", async () => await Task.Yield());")]
    [InlineData("await conv.RunFunctionAsync<int>(\"f\", _ => throw new TimeoutException());")]
    [InlineData("await conv.RunFunctionAsync(\"f\", async () => { await Task.Yield(); throw new TimeoutException(); });")]
    [InlineData("static Task<int> Compute() => Task.FromResult(1); int number = await conv.RunFunctionAsync(\"f\", Compute);")]
    [InlineData("static Task Do(FunctionEvent call) => Task.CompletedTask; await conv.RunFunctionAsync(\"f\", Do);")]
    [InlineData("int number = await conv.RunValueTaskFunctionAsync(\"f\", async () => { await Task.Yield(); return 1; });")]
    [InlineData("static ValueTask Do() => default; await conv.RunValueTaskFunctionAsync(\"f\", Do);")]
    public void An_asynchronous_function_runs_as_it_is_written(string statement) => Compiles(statement);

    [Fact]
    public void An_async_lambda_is_a_task()
    {
        using var session = new Session();
        object running = session.Conversation.RunFunctionAsync("f", async () => { await Task.Yield(); return 1; });

        running.Should().BeAssignableTo<Task<int>>();
    }

    [Theory]
    [InlineData("IAsyncEnumerable<int> items = conv.RunFunction(\"f\", () => Items()); await foreach (int item in items) { }")]
    [InlineData("await foreach (int item in conv.RunFunction(\"f\", Items, \"call_7\", new { a = 1 })) { }")]
    [InlineData("await foreach (int item in conv.RunFunction(\"f\", call => Items())) { }")]
    public void A_function_that_yields_runs_as_it_is_written(string statement) => Compiles(
        "static async System.Collections.Generic.IAsyncEnumerable<int> Items() { await Task.Yield(); yield return 1; } "
            + statement.Replace("IAsyncEnumerable<int> items", "System.Collections.Generic.IAsyncEnumerable<int> items", StringComparison.Ordinal));

    [Fact]
    public void A_function_that_yields_runs_inside_an_event_that_is_open()
    {
        using var session = new Session();
        _ = session.Conversation.RunFunction("f", static () => AsyncEnumerable());

        session.Sink.FunctionEvents[0].Outcome.Should().BeNull();

        static async IAsyncEnumerable<int> AsyncEnumerable()
        {
            await Task.Yield();
            yield return 1;
        }
    }

    private static void Compiles(string statement)
    {
        foreach (var version in AuthorCode.Versions)
        {
            AuthorCode.Errors(statement, version).Should().BeEmpty("{0} must take it", version);
        }
    }
}
