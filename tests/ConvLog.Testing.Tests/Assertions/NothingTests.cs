namespace ConvLog.Testing.Tests.Assertions;

public sealed class NothingTests : IDisposable
{
    private readonly TestConversation _test = new();

    public void Dispose() => _test.Dispose();

    [Fact]
    public async Task An_assertion_of_nothing_is_a_mistake_of_the_test()
    {
        _test.Conversation.Log.Info("m");
        using var call = _test.Conversation.BeginFunction("f");

        _test.Log.Invoking(log => log.ShouldContainInOrder()).Should().Throw<ArgumentException>()
            .WithMessage("ShouldContainInOrder takes at least one of contents: without any it asserts nothing.*");
        _test.Log[0].Invoking(entry => entry.ShouldHave()).Should().Throw<ArgumentException>().WithMessage("ShouldHave takes at least one of fields*");
        call.Invoking(one => one.ShouldHaveArguments()).Should().Throw<ArgumentException>().WithMessage("ShouldHaveArguments takes at least one of arguments*");
        (await _test.Invoking(test => test.ShouldNotRevealAsync()).Should().ThrowAsync<ArgumentException>())
            .WithMessage("ShouldNotRevealAsync takes at least one of personal*");
        _test.Log.Invoking(log => log.ShouldContainInOrder(null!)).Should().Throw<ArgumentNullException>().WithParameterName("contents");
    }
}
