namespace ConvLog.StoreContract;

/// <content>Late changes to a turn whose opening was rejected.</content>
public abstract partial class LateTurnContract
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_late_change_does_not_admit_a_rejected_opening(bool isAtOnce)
    {
        var ended = s_ended with { WriterId = Some.Writer(writer: 2) };
        var stranger = Some.Opening(writer: 2) with { AccountId = "globex" };
        StoreRecord[] told = [Told(1) with { AddedInput = "more" }, ended with { WriterId = Some.Writer(), Revision = 0, UserInput = "earlier" }];
        await WriteAsync(Some.Opening() with { AccountId = "acme" }, ended); // A turn may come before its opening.
        if (isAtOnce)
        {
            await ShouldBeRefusedAsync([stranger, .. told, Some.Entry(1, "of a stranger", writer: 2)]);
        }
        else
        {
            await ShouldBeRefusedAsync(stranger);
            await WriteAsync(told);
            await ShouldBeRefusedAsync(Some.Entry(1, "of a stranger", writer: 2));
        }

        await ShouldBeRefusedAsync(Some.Entry(2, "of a stranger", writer: 2));
        (await TurnAsync()).UserInput.Text.Should().Be("hello\nmore");
        (await ReadAsync()).Logged.Should().BeEmpty();
    }

    private Task ShouldBeRefusedAsync(params StoreRecord[] records)
        => FluentActions.Awaiting(() => WriteAsync(records)).Should().ThrowAsync<WriterRefusedException>();
}
