/// Functions of an agent, as an author writes them in F#.
module BookingAgent

open System.Threading.Tasks
open ConvLog

/// Takes the conversation, and masks the guest's number.
let bookTable (conv: Conversation) (phone: string) =
    conv.RunFunction("book_table", fun () ->
        conv.Log.Info("Table booked", "guests" => 2, LogField.Pii("phone", phone, shown = "***" + phone[phone.Length - 3 ..])))

/// Logs to the current conversation, if there is one.
let confirmBooking () =
    match Conversation.Current with
    | null -> ()
    | conv -> conv.RunFunction("confirm_booking", fun () -> conv.Log.Info "Booking confirmed")

/// Reminds the guest in the background, when it is time.
let remindLater (conv: Conversation) (time: Task) =
    Async.Start(
        async {
            do! Async.AwaitTask time
            conv.Log.Info "Guest reminded"
        })
